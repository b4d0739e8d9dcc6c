import { AssertionError } from 'node:assert';
import type { Cache } from '@unleash-client/cache';
import { describe, expect, test } from 'vitest';
import { cacheMutants } from '../testing/cache-mutants';
import { runRules } from '../testing/run-rules';
import { createStorage, openStorage } from '../testing/shared-storage';
import { type CacheConformanceOptions, cacheConformance } from './cache-conformance';
import type { CacheRule } from './cache-rule';

const rules = Object.keys(cacheMutants) as CacheRule[];
const never = () => new Promise<never>(() => undefined);

/** What one rule says of a cache. */
async function failureOf(rule: CacheRule, create: () => unknown): Promise<Error | undefined> {
  const outcomes = await runRules((record) =>
    cacheConformance({
      test: record,
      create: create as () => Cache,
      skip: rules.filter((other) => other !== rule),
      timeoutMs: 200,
    }),
  );
  return outcomes.get(rule);
}

/** A cache that is good but for some of its methods. */
const cacheWith = (fault: Partial<Record<keyof Cache, unknown>>) => {
  const good = openStorage(createStorage());
  return () => ({ ...good, ...fault });
};

describe('a broken rule', () => {
  test('fails with an AssertionError that names it, what was expected and what came', async () => {
    const error = await failureOf('last-set', cacheWith({ get: async () => 'fir' }));
    expect(error).toBeInstanceOf(AssertionError);
    expect(error?.message).toBe(
      'rule last-set, "has the last text of those that were set one after the other", is broken: ' +
        'get must answer "first", got "fir"; they differ from character 3 on',
    );
    expect(error?.cause).toBeUndefined();
  });

  test('keeps what the cache threw as its cause', async () => {
    const boom = new RangeError('boom');
    for (const get of [() => Promise.reject(boom), raise(boom)]) {
      const error = await failureOf('missing', cacheWith({ get }));
      expect(error?.message).toMatch(/get\("conformance-[0-9a-f-]{36}"\) threw RangeError: boom$/);
      expect(error?.cause).toBe(boom);
    }
  });

  test('shortens texts, so that the message stays below 1 kB', async () => {
    const error = await failureOf('large-text', cacheWith({ get: async () => 'x'.repeat(2 ** 20) }));
    expect(error?.message).toContain('… (1048576 characters); they differ from character 0 on');
    expect(error?.message.length).toBeLessThan(1000);
    const chatty = await failureOf('missing', cacheWith({ get: raise(new Error('y'.repeat(2 ** 20))) }));
    expect(chatty?.message.length).toBeLessThan(1000);
  });

  test.each<[string, CacheRule, Partial<Record<keyof Cache, unknown>>, string]>([
    ['a call that never settles', 'missing', { get: never }, ') has not settled after 200 ms'],
    ['a close that never settles', 'missing', { close: never }, 'close() has not settled after 200 ms'],
    [
      'an answer that is no text',
      'last-set',
      { get: () => Buffer.from('first') },
      'got {"type":"Buffer","data":[',
    ],
    [
      'an undo that is none',
      'subscribe-set',
      { subscribe: never },
      'must return its undo, a function, got a promise',
    ],
    [
      'a lease without a token',
      'lease-exclusive',
      { lease: () => ({}) },
      'with a whole number from 1 on, got {}',
    ],
    [
      'a lease of nothing',
      'lease-exclusive',
      { lease: () => undefined },
      'must answer null, or { token } with',
    ],
    ['a token below 1', 'lease-exclusive', { lease: () => ({ token: 0 }) }, 'from 1 on, got {"token":0}'],
    [
      'a token that is no safe integer',
      'lease-exclusive',
      { lease: () => ({ token: 2 ** 53 }) },
      'got {"token":9',
    ],
    [
      'no notice',
      'subscribe-set',
      { subscribe: () => never },
      'it was called 0 times and has read undefined; waited 200',
    ],
    ['a missing get', 'missing', { get: undefined }, 'this cache has no get'],
  ])('says so of %s', async (_, rule, fault, message) => {
    expect((await failureOf(rule, cacheWith(fault)))?.message).toContain(message);
  });

  test.each<[string, () => unknown, string]>([
    ['never settles', never, 'create() has opened no cache after 200 ms'],
    ['rejects', () => Promise.reject(new Error('no such host')), 'is broken: no such host'],
    ['returns nothing', () => undefined, 'create() must return a cache, got undefined'],
  ])('says so when create %s', async (_, create, message) => {
    expect((await failureOf('missing', create))?.message).toContain(message);
  });
});

test('closes every cache that a rule has opened, once, whether it holds or not', async () => {
  for (const get of [undefined, raise(new Error('boom'))]) {
    const closed: number[] = [];
    let opened = 0;
    await failureOf('shared', () => {
      const cache = openStorage(createStorage());
      const index = opened++;
      return { ...cache, ...(get && { get }), close: () => closed.push(index) };
    });
    expect(closed).toEqual([0, 1]);
  }
});

describe('options', () => {
  const create = () => ({ get: () => null, set: () => true });
  const given = (options: object) => () =>
    cacheConformance({ test: () => undefined, create, ...options } as CacheConformanceOptions);

  test('that cannot be are refused at once', () => {
    expect(given({ test: undefined })).toThrow(new TypeError('test must be a function, got undefined'));
    expect(given({ create: create() })).toThrow(new TypeError('create must be a function, got object'));
    expect(given({ timeoutMs: Number.NaN })).toThrow(
      'timeoutMs must be a number of milliseconds from 1 to 2147483647, got NaN',
    );
  });

  test('skip knows rules and methods, and refuses all else', () => {
    expect(given({ skip: ['verbatim', 'subscribe'] })).not.toThrow();
    expect(given({ skip: ['verbatin'] })).toThrow(/got 'verbatin'; known are mset, exists, .*, guard-none$/);
    try {
      given({ skip: ['x'.repeat(10_000)] })();
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(1000);
    }
  });
});

function raise(error: Error): () => never {
  return () => {
    throw error;
  };
}
