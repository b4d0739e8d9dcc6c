import nodeTest from 'node:test';
import { MemoryCache } from '@unleash-client/cache';
import { describe, expect, test } from 'vitest';
import type { TestFunction } from '../test-function';
import { FiveMethodCache, mapCache } from '../testing/good-caches';
import { runRules } from '../testing/run-rules';
import { cacheConformance } from './cache-conformance';

// These run the kit as its users do: the rules are tests of this file.

describe('MemoryCache', () => {
  const cache = new MemoryCache();
  cacheConformance({ test, create: () => cache, skip: ['close'] });
});

describe('a Map', () => {
  const cache = mapCache(new Map());
  cacheConformance({
    test,
    create: () => cache,
    skip: ['mset', 'exists', 'destroy', 'close', 'subscribe', 'lease', 'release'],
  });
});

describe('a cache of five asynchronous methods', () => {
  const data = new Map<string, string>();
  cacheConformance({
    test,
    create: async () => new FiveMethodCache(data),
    skip: ['close', 'subscribe', 'lease', 'release'],
  });
});

test('takes the test functions of vitest, node:test and jest', () => {
  /** As jest and mocha have it, as far as it matters here. */
  type Done = (error?: unknown) => void;
  type It = (
    name: string,
    fn?: (this: object, done: Done) => undefined | PromiseLike<unknown>,
    timeout?: number,
  ) => void;
  const fits = [test, nodeTest, (() => undefined) as It] satisfies readonly TestFunction[];
  expect(fits).toHaveLength(3);
});

test('a cache that lacks a method breaks its rules, and is told what to skip', async () => {
  const outcomes = await runRules((record) =>
    cacheConformance({
      test: record,
      create: () => mapCache(new Map()),
      skip: ['close', 'lease', 'release', 'mset'],
    }),
  );
  expect(outcomes.get('subscribe-set')?.message).toBe(
    'rule subscribe-set, "tells a subscriber of each text that another one sets, the first one included", is broken: ' +
      "this cache has no subscribe; if that is meant, add 'subscribe' to skip",
  );
  expect(outcomes.get('exists-stored')?.message).toContain(
    "this cache has no exists; if that is meant, add 'exists'",
  );
});
