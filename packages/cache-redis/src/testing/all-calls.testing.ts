import { expect } from 'vitest';
import type { RedisCache } from '../redis-cache';

/** Far below what clients wait by themselves, and enough for a machine that is busy. */
const MARGIN_MS = 1500;

/** Calls everything that a cache can do, at once; fails unless each call settles in time. Answers with what they threw. */
export async function allCalls(cache: RedisCache, commandTimeoutMs: number): Promise<readonly string[]> {
  const startMs = performance.now();
  const calls = [
    cache.get('key'),
    cache.set('key', 'text'),
    cache.mset({ one: '1', other: '2' }),
    cache.exists('key'),
    cache.lease('key', 'holder', 1000),
    cache.release('key', 'holder'),
    cache.destroy(),
  ];
  const settled = await Promise.allSettled(calls);
  expect(performance.now() - startMs).toBeLessThan(commandTimeoutMs + MARGIN_MS);
  return settled.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
  );
}

/** Fails unless every call fails in time with these words. */
export async function expectOutage(
  cache: RedisCache,
  commandTimeoutMs: number,
  words: RegExp,
): Promise<void> {
  const faults = await allCalls(cache, commandTimeoutMs);
  expect(faults).toHaveLength(7);
  for (const fault of faults) expect(fault).toMatch(words);
}
