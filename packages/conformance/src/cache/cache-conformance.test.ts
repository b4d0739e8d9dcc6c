import { describe, expect, test } from 'vitest';
import { cacheMutants } from '../testing/cache-mutants';
import type { LeaseFault } from '../testing/leases';
import { brokenRules, type Outcomes, runRules } from '../testing/run-rules';
import { createStorage, type FullCache, openStorage, type SharedStorage } from '../testing/shared-storage';
import { cacheConformance } from './cache-conformance';
import type { CacheRule } from './cache-rule';

const rules = Object.keys(cacheMutants) as CacheRule[];

/** Runs the rules at once, each on a storage of its own, so that what a faulty cache does to one is over with it. */
async function runApart(
  open: (storage: SharedStorage) => FullCache,
  leases: LeaseFault = {},
): Promise<Outcomes> {
  const outcomes = rules.map(async (rule) => {
    const storage = createStorage(leases);
    const skip = rules.filter((other) => other !== rule);
    return runRules((test) => cacheConformance({ test, create: () => open(storage), skip, timeoutMs: 2500 }));
  });
  return new Map((await Promise.all(outcomes)).flatMap((outcome) => [...outcome]));
}

test('every rule holds for a cache that keeps them', async () => {
  const outcomes = await runApart(openStorage);
  expect([...outcomes.keys()]).toEqual(rules);
  expect([...outcomes.values()].filter(Boolean)).toEqual([]);
});

describe('a cache with one fault', { timeout: 30_000 }, () => {
  test.concurrent.each(rules)('breaks the rule %s', async (rule) => {
    const { fault, leases, also = [] } = cacheMutants[rule];
    const outcomes = await runApart((storage) => {
      const good = openStorage(storage);
      return { ...good, ...fault?.(good, storage) };
    }, leases);
    expect(brokenRules(outcomes).sort()).toEqual([rule, ...also].sort());
  });
});
