import { redact, UnleashError } from '@unleash-client/http';
import { hintAt } from './nearest-name';

/** Refuses an option: which one, what it must be, and what was given. */
export function refuse(name: string, expectation: string, given: unknown): never {
  throw new UnleashError('INVALID_OPTION', `${name} must be ${expectation}, got ${print(given)}`);
}

/** Values are shown as far as they can be no secrets: an option that was mixed up may hold a token. */
function print(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return String(value);
    case 'string':
      return value === '' ? 'an empty string' : `a string of ${value.length} characters`;
    default:
      return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }
}

/** Looks at what the caller gave. A getter or a proxy that throws then is refused like any other wrong value. */
export function read<T>(name: string, look: () => T): T {
  try {
    return look();
  } catch (thrown) {
    if (thrown instanceof UnleashError) throw thrown;
    throw new UnleashError(
      'INVALID_OPTION',
      `${name} must be something to read, got what throws when it is read`,
    );
  }
}

type Checks = (name: string, value: unknown) => void;

export const isString: Checks = (name, value) => {
  if (typeof value !== 'string' || value.trim() === '') refuse(name, 'a string that is not empty', value);
};

export const isBoolean: Checks = (name, value) => {
  if (typeof value !== 'boolean') refuse(name, 'true or false', value);
};

export const isFunction: Checks = (name, value) => {
  if (typeof value !== 'function') refuse(name, 'a function', value);
};

export const isObject: Checks = (name, value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(name, 'an object', value);
};

/** The longest delay that timers know; a longer one would fire at once. */
const MAX_DURATION = 2_147_483_647;

export const isDuration =
  (least: 0 | 1): Checks =>
  (name, value) => {
    if (typeof value === 'number' && value >= least && value <= MAX_DURATION) return;
    refuse(name, `a number of milliseconds from ${least} to ${MAX_DURATION}`, value);
  };

export const isCount =
  (least: number, most: number): Checks =>
  (name, value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return;
    refuse(name, `a whole number from ${least} to ${most}`, value);
  };

export const isOneOf =
  (choices: readonly string[]): Checks =>
  (name, value) => {
    if (typeof value === 'string' && choices.includes(value)) return;
    const given = typeof value === 'string' ? JSON.stringify(redact(value, []).slice(0, 40)) : print(value);
    const list = choices.map((choice) => `'${choice}'`).join(', ');
    throw new UnleashError('INVALID_OPTION', `${name} must be one of ${list}, got ${given}`);
  };

/** An object with certain methods. */
export const hasMethods =
  (...methods: readonly string[]): Checks =>
  (name, value) => {
    const object = typeof value === 'object' || typeof value === 'function' ? value : null;
    const missing = methods.find(
      (method) => typeof (object as Record<string, unknown> | null)?.[method] !== 'function',
    );
    if (missing !== undefined) refuse(name, `an object with the methods ${methods.join(', ')}`, value);
  };

/** Refuses what is left of a call's options once the known ones are taken out. */
export function refuseOthers(call: string, others: object, known: readonly string[]): void {
  const [unknown] = Object.keys(others);
  if (unknown === undefined) return;
  const hint = hintAt(unknown, known, 'its options are');
  const message = `${call} has no option ${unknown.slice(0, 100)}; ${hint}`;
  throw new UnleashError('INVALID_OPTION', message);
}
