import type { World } from '../world';
import type { Context } from './context';
import { ownValue } from './own-value';
import { toText } from './to-text';

/** Reads one field of a context as text; `undefined` when it is missing. Never throws. */
export type ReadField = (context: Context) => string | undefined;

type StandardField = 'userId' | 'sessionId' | 'remoteAddress' | 'environment' | 'appName' | 'currentTime';

/** Plain property reads, one function a field, so that the engine can specialise each. */
const topLevel: Readonly<Record<StandardField, (context: Context) => unknown>> = {
  userId: (context) => context.userId,
  sessionId: (context) => context.sessionId,
  remoteAddress: (context) => context.remoteAddress,
  environment: (context) => context.environment,
  appName: (context) => context.appName,
  currentTime: (context) => context.currentTime,
};

/** Standard fields are read at the top level first, all others in `properties` first (rule 8). */
export const isStandardField = (name: string): name is StandardField => Object.hasOwn(topLevel, name);

/** Makes the reader of one field, with the world's own value where the context has none (rules 8 to 10). */
export function createFieldReader(name: string, world: World): ReadField {
  const read = isStandardField(name) ? createStandardReader(name, world) : createPropertyReader(name, world);
  switch (name) {
    case 'appName':
      return withDefault(read, () => world.appName);
    case 'environment':
      return withDefault(read, () => world.environment);
    case 'currentTime':
      return withDefault(read, () => new Date(world.now()).toISOString());
    default:
      return read;
  }
}

const withDefault =
  (read: ReadField, otherwise: () => string | undefined): ReadField =>
  (context) =>
    read(context) ?? otherwise();

function createStandardReader(name: StandardField, world: World): ReadField {
  const readTop = topLevel[name];
  return (context) => {
    try {
      const value = readTop(context);
      if (typeof value === 'string' && Object.hasOwn(context, name)) return value;
    } catch {
      // Missing there; it may be in the other place.
    }
    return readAtTop(context, name, world) ?? readInProperties(context, name, world);
  };
}

function createPropertyReader(name: string, world: World): ReadField {
  return (context) => readInProperties(context, name, world) ?? readAtTop(context, name, world);
}

/** What throws when it is read is missing (rule 9). */
function readAtTop(context: Context, name: string, world: World): string | undefined {
  try {
    return readText(ownValue(context, name), name, world);
  } catch {
    return undefined;
  }
}

function readInProperties(context: Context, name: string, world: World): string | undefined {
  try {
    return readText(ownValue(ownValue(context, 'properties'), name), name, world);
  } catch {
    return undefined;
  }
}

function readText(value: unknown, name: string, world: World): string | undefined {
  if (typeof value === 'string') return value;
  const text = toText(value);
  if (typeof text !== 'object') return text;
  world.onIssue({
    kind: 'context-value',
    path: `context[${JSON.stringify(name.slice(0, 100))}]`,
    message: `expected a string, number, boolean, bigint or Date, got ${text.fault}; it counts as missing`,
  });
  return undefined;
}
