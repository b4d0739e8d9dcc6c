import fc from 'fast-check';

const raise = (): never => {
  throw new Error('boom');
};

/** A proxy all of whose traps throw. */
const hostileProxy = (): object => new Proxy({}, new Proxy({}, { get: () => raise }));

/** A proxy that answers every question with whatever it is asked about. */
const endlessProxy = (): object => {
  const proxy: object = new Proxy(() => proxy, {
    get: () => proxy,
    getOwnPropertyDescriptor: () => ({ value: proxy, configurable: true, enumerable: true, writable: true }),
  });
  return proxy;
};

const revokedProxy = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const cyclic = (): object => {
  const node: Record<string, unknown> = { userId: '7' };
  node.properties = node;
  node.country = [node];
  return node;
};

const withGetter = (key: string): object => Object.defineProperty({}, key, { enumerable: true, get: raise });

/** How to make a value. Made where it is used: some are too hostile for fast-check to carry around. */
type Make = () => unknown;

const hostile = fc.constantFrom<Make>(
  hostileProxy,
  endlessProxy,
  revokedProxy,
  cyclic,
  () => Symbol('x'),
  () => raise,
  () => () => 'x',
  () => Number.NaN,
  () => new Date(Number.NaN),
  () => new Date(0),
  () => new Map(),
  () => Object.create(null),
  () => ({ toString: raise }),
  () => ({ toString: () => 7 }),
  () => ({ toString: hostileProxy }),
);

const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSet: true });

const value: fc.Arbitrary<Make> = fc.oneof(
  { weight: 3, arbitrary: anything.map((value) => () => value) },
  { weight: 2, arbitrary: hostile },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }).map((text) => () => text) },
);

/** The fields that the captured flags ask for, and some that nobody should. */
const field = fc.constantFrom(
  ...['userId', 'sessionId', 'remoteAddress', 'environment', 'appName', 'currentTime', 'properties'],
  ...['age', 'country', 'custom', 'email', 'version', 'random', '__proto__', 'constructor', ''],
);

const fields: fc.Arbitrary<() => object> = fc
  .array(fc.tuple(field, value))
  .map((entries) => () => Object.fromEntries(entries.map(([key, make]) => [key, make()])));

/** How to make anything that a caller in JavaScript can pass as a context. */
export const anyContext: fc.Arbitrary<Make> = fc.oneof(
  { weight: 4, arbitrary: fields },
  {
    weight: 8,
    arbitrary: fc.tuple(fields, fc.oneof(fields, value)).map(([own, properties]) => () => ({
      ...own(),
      properties: properties(),
    })),
  },
  { weight: 2, arbitrary: field.map((key) => () => withGetter(key)) },
  { weight: 2, arbitrary: field.map((key) => () => ({ properties: withGetter(key) })) },
  { weight: 2, arbitrary: value },
);
