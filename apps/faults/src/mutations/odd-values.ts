import { SECRET } from './faults-told';

/** Something that a caller in JavaScript can pass. */
export interface OddValue {
  readonly name: string;
  /** Made anew where it is used: some can be used only once. */
  readonly make: () => unknown;
  /** The text that it is in a context; absent where it counts as missing. */
  readonly reads?: string;
}

const raise = (): never => {
  throw new Error('odd');
};

/** Answers every question about it with an exception. */
const hostile = (target: object): object => new Proxy(target, new Proxy({}, { get: () => raise }));

/** Answers every question with whatever it is asked about. */
const endless = (): object => {
  const proxy: object = new Proxy(() => proxy, {
    get: () => proxy,
    getOwnPropertyDescriptor: () => ({ value: proxy, configurable: true, enumerable: true, writable: true }),
  });
  return proxy;
};

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const cyclic = (): object => {
  const node: Record<string, unknown> = { odd: true };
  node.properties = node;
  node.features = [node];
  return node;
};

const deep = (): object => {
  let node = {};
  for (let depth = 0; depth < 10_000; depth += 1) node = { a: node, properties: node };
  return node;
};

const rejected = (): Promise<never> => {
  const promise = Promise.reject(new Error('odd'));
  promise.catch(() => undefined);
  return promise;
};

/** An object each of whose usual members throws when it is read. */
const withGetters = (): object => {
  const names = ['name', 'get', 'set', 'apply', 'after', 'load', 'features', 'export', 'then', 'properties'];
  const fields = ['userId', 'sessionId', 'country', 'length', 'toString', 'toJSON', 'Authorization'];
  return Object.defineProperties(
    {},
    Object.fromEntries([...names, ...fields].map((key) => [key, { enumerable: true, get: raise }])),
  );
};

const missing = (name: string, make: () => unknown): OddValue => ({ name, make });
const printed = (name: string, make: () => unknown, reads: string): OddValue => ({ name, make, reads });
const text = (name: string, value: string): OddValue => printed(name, () => value, value);

const LONG = 1_000_000;

/** What is often wrong where something else belongs, from the plain to the hostile. */
export const oddValues: readonly OddValue[] = [
  missing('undefined', () => undefined),
  missing('null', () => null),
  printed('true', () => true, 'true'),
  printed('false', () => false, 'false'),
  printed('zero', () => 0, '0'),
  printed('minus one', () => -1, '-1'),
  printed('a fraction', () => 0.5, '0.5'),
  printed('2 to the 31st', () => 2 ** 31, '2147483648'),
  printed('the largest number', () => 1e308, '1e+308'),
  missing('NaN', () => Number.NaN),
  missing('infinity', () => Number.POSITIVE_INFINITY),
  printed('a bigint', () => 10n, '10'),
  text('an empty text', ''),
  text('blanks', ' \t '),
  text('a text', 'odd'),
  text('a secret', SECRET),
  text('a text with a NUL', 'a\0b'),
  text('a text with newlines', 'a\r\nX-Odd: 1\u2028'),
  text('half a character', '\ud800'),
  text('__proto__', '__proto__'),
  text('a date', '2026-11-24T12:00:00Z'),
  text('a megabyte of text', 'é'.repeat(LONG / 2)),
  missing('a symbol', () => Symbol('odd')),
  missing('a function that throws', () => raise),
  missing('a function that rejects', () => rejected),
  missing('a function that answers itself', endless),
  missing('a class', () => class Odd {}),
  missing('an empty list', () => []),
  missing('a list of null', () => [null]),
  missing('a list of texts', () => ['odd', SECRET]),
  missing('a list with a million holes', () => new Array(LONG)),
  missing('an empty object', () => ({})),
  missing('an object without a prototype', () => Object.create(null)),
  missing('an own __proto__', () => JSON.parse('{"__proto__":{"country":"NO","odd":true}}')),
  missing('an own constructor', () => ({ constructor: { prototype: { odd: true } }, valueOf: 7 })),
  missing('an object with a secret', () => ({ Authorization: SECRET, password: SECRET })),
  missing('a cyclic object', cyclic),
  missing('an object nested deep', deep),
  missing('an object of getters that throw', withGetters),
  missing('an object whose toString throws', () => ({ toString: raise })),
  missing('an object whose toString gives a number', () => ({ toString: () => 7 })),
  printed('an object that prints itself', () => ({ toString: () => '7' }), '7'),
  missing('a proxy that throws', () => hostile({})),
  missing('a list behind a proxy that throws', () => hostile([])),
  missing('a function behind a proxy that throws', () => hostile(() => undefined)),
  missing('a revoked proxy', revoked),
  printed('a date object', () => new Date(0), '1970-01-01T00:00:00.000Z'),
  missing('a date that is none', () => new Date(Number.NaN)),
  missing('a map', () => new Map([['userId', '7']])),
  missing('a set', () => new Set(['7'])),
  printed('an URL', () => new URL('http://odd.example/'), 'http://odd.example/'),
  printed('an error', () => new TypeError('odd'), 'TypeError: odd'),
  printed('a boxed text', () => new String('7'), '7'),
  printed('bytes', () => new Uint8Array([7, 8]), '7,8'),
  missing('a promise that rejects', rejected),
  missing('a promise that never settles', () => new Promise(() => undefined)),
  // biome-ignore lint/suspicious/noThenProperty: that is what is odd about it
  missing('a thenable that throws', () => ({ then: raise })),
  missing('the global object', () => globalThis),
];
