import type { ReadingWorld } from '../world';
import type { Context } from './context';
import { defaultOf } from './default-of';
import { toText } from './to-text';

/** Reads one field of a context as text; `undefined` when it is missing. Never throws. */
export type ReadField = (context: Context) => string | undefined;

/** Where fields come from. */
export interface FieldSource {
  readonly world: ReadingWorld;
  /** A context's `properties`; `undefined` when it has none. */
  readonly properties: (context: Context) => Properties | undefined;
}

type Properties = Readonly<Record<string, unknown>>;

/** Makes something of a context value; `undefined` when it counts as missing. May throw what the value's code throws. */
export type Convert<T> = (value: unknown, name: string, source: FieldSource) => T | undefined;

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

/** Makes the reader of one field as text, with the world's own value where the context has none (rules 8 to 10). */
export function createFieldReader(name: string, source: FieldSource): ReadField {
  const read = createReader(name, source, readText);
  const otherwise = defaultOf(name, source.world);
  return otherwise === undefined ? read : (context) => read(context) ?? otherwise();
}

/** Makes the reader of one field, at its two places in their order (rule 8); it knows no defaults. */
export const createReader = <T>(
  name: string,
  source: FieldSource,
  convert: Convert<T>,
): ((context: Context) => T | undefined) =>
  isStandardField(name)
    ? createStandardReader(name, source, convert)
    : (context) =>
        readInProperties(context, name, source, convert) ?? readAtTop(context, name, source, convert);

function createStandardReader<T>(
  name: StandardField,
  source: FieldSource,
  convert: Convert<T>,
): (context: Context) => T | undefined {
  const readTop = topLevel[name];
  return (context) => {
    try {
      const value = readTop(context);
      if (value !== undefined && Object.hasOwn(context, name)) {
        const converted = convert(value, name, source);
        if (converted !== undefined) return converted;
      }
    } catch {
      // What throws when it is read is missing (rule 9); it may be in the other place.
    }
    return readInProperties(context, name, source, convert);
  };
}

/** Only own properties count: a field called `constructor` is just missing (rule 8). */
function readAtTop<T>(
  context: Context,
  name: string,
  source: FieldSource,
  convert: Convert<T>,
): T | undefined {
  try {
    return Object.hasOwn(context, name) ? convert(context[name], name, source) : undefined;
  } catch {
    return undefined;
  }
}

function readInProperties<T>(
  context: Context,
  name: string,
  source: FieldSource,
  convert: Convert<T>,
): T | undefined {
  try {
    const properties = source.properties(context);
    return properties !== undefined && Object.hasOwn(properties, name)
      ? convert(properties[name], name, source)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The second place of fields; `undefined` when a context has none, or fails to give them. */
export function readProperties(context: Context): Properties | undefined {
  try {
    const { properties } = context;
    if (typeof properties !== 'object' || properties === null) return undefined;
    return Object.hasOwn(context, 'properties') ? properties : undefined;
  } catch {
    return undefined;
  }
}

/** A value as text (rule 9). */
export const readText: Convert<string> = (value, name, { world }) => {
  if (typeof value === 'string') return value;
  const text = toText(value);
  if (typeof text !== 'object') return text;
  world.onIssue({
    kind: 'context-value',
    path: `context[${JSON.stringify(name.slice(0, 100))}]`,
    message: `expected a string, number, boolean, bigint or Date, got ${text.fault}; it counts as missing`,
  });
  return undefined;
};
