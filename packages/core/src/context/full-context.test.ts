import { describe, expect, test } from 'vitest';
import type { Context } from './context';
import { createFullContext } from './full-context';

const NOW = new Date('2026-11-23T08:00:00Z');
const defaults = { appName: 'shop', environment: 'test', currentTime: NOW };
const world = { now: () => NOW.getTime(), appName: defaults.appName, environment: defaults.environment };
const complete = (context: unknown) => createFullContext(world)(context as Context);

const raise = () => {
  throw new Error('boom');
};

describe('a full context', () => {
  test('has what its context has, in a copy that may be written to and deleted from', () => {
    const context = { userId: '7', appName: 'desk', properties: { plan: 'pro' } };
    const full = complete(context) as Record<string, unknown>;
    expect(full).toStrictEqual({ ...defaults, ...context });
    for (const field of Object.keys(full)) {
      full[field] = 'mine';
      expect(delete full[field]).toBe(true);
    }
    expect([full, context]).toStrictEqual([
      {},
      { userId: '7', appName: 'desk', properties: { plan: 'pro' } },
    ]);
  });

  test('has no fields that hold nothing', () => {
    const full = complete({
      userId: null,
      plan: undefined,
      empty: '',
      zero: 0,
      properties: { a: null, b: 1 },
    });
    expect(full).toStrictEqual({ ...defaults, empty: '', zero: 0, properties: { b: 1 } });
  });

  test('takes standard fields from the properties before the defaults', () => {
    const properties = { appName: 'a', environment: 'b', currentTime: 'c' };
    expect(complete({ properties })).toStrictEqual({ ...properties, properties });
  });

  const callable = Object.assign(() => 'x', { userId: '7', properties: { appName: 'desk' } });

  test.each([undefined, null, 7, 'text', true, callable, Symbol('x')])(
    'has the defaults where the context is %s',
    (context) => {
      expect(complete(context)).toStrictEqual(defaults);
    },
  );

  test.each([7, 'text', true, () => 'x', Symbol('x')])(
    'has no fields from properties that are %s',
    (properties) => {
      expect(complete({ properties })).toStrictEqual({ ...defaults, properties: {} });
    },
  );

  test('lacks what cannot be read: fields, properties, or all of a context', () => {
    const properties = Object.defineProperty({ plan: 'pro' }, 'shop', { enumerable: true, get: raise });
    expect(complete({ properties })).toStrictEqual({ ...defaults, properties: { plan: 'pro' } });
    expect(complete(Object.defineProperty({}, 'properties', { enumerable: true, get: raise }))).toStrictEqual(
      defaults,
    );
    for (const trap of ['ownKeys', 'getOwnPropertyDescriptor', 'get']) {
      expect(complete(new Proxy({ userId: '7' }, { [trap]: raise }))).toStrictEqual(defaults);
    }
  });

  test('lacks what is inherited', () => {
    const inherited = { userId: '7', appName: 'desk', properties: { environment: 'prod' } };
    expect(complete(Object.create(inherited))).toStrictEqual(defaults);
    const properties = Object.create({ environment: 'prod' });
    expect(complete({ properties })).toStrictEqual({ ...defaults, properties: {} });
  });
});
