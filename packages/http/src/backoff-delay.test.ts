import { expect, test } from 'vitest';
import { backoffDelay } from './backoff-delay';

const longest = (failures: number, intervalMs = 1000) =>
  backoffDelay({ intervalMs, failures, random: () => 1 });

test('waits for the interval at least', () => {
  expect(backoffDelay({ intervalMs: 15_000, failures: 7, random: () => 0 })).toBe(15_000);
});

test('spreads the next try over twice as long after each failure, up to nine intervals more', () => {
  expect([1, 2, 3, 4, 5].map((failures) => longest(failures))).toEqual([3000, 5000, 9000, 10_000, 10_000]);
});

test('is a delay that a timer can hold, after any number of failures and with any interval', () => {
  expect(longest(5000)).toBe(10_000);
  expect(longest(5000, 0)).toBe(0);
  expect(longest(9, 2_147_483_647)).toBe(2_147_483_647);
});
