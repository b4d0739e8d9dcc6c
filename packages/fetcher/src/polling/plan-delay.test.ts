import { UnleashError } from '@unleash-client/http';
import { expect, test } from 'vitest';
import { type Plan, planDelay } from './plan-delay';

const plan = (changes: Partial<Plan>): number | undefined =>
  planDelay({
    error: undefined,
    quick: false,
    failures: 1,
    intervalMs: 15_000,
    jitterMs: 1500,
    random: () => 1,
    ...changes,
  });
const fault = (retryAfterMs?: number) => new UnleashError('UNAVAILABLE', 'x', { retryAfterMs });
const unauthorized = (retryAfterMs?: number) => new UnleashError('UNAUTHORIZED', 'x', { retryAfterMs });

test('waits for the interval and up to the whole jitter after a success', () => {
  expect(plan({ random: () => 0 })).toBe(15_000);
  expect(plan({ random: () => 0.5 })).toBe(15_750);
  expect(plan({})).toBe(16_500);
});

test('waits for ten intervals after 401 and 403', () => {
  expect(plan({ error: unauthorized() })).toBe(150_000);
});

test('backs off after any other fault', () => {
  expect([1, 2, 3, 4].map((failures) => plan({ error: fault(), failures }))).toEqual([
    45_000, 75_000, 135_000, 150_000,
  ]);
});

test('repeats a first fetch after 0.5 to 2 s', () => {
  expect(plan({ error: fault(), quick: true, random: () => 0 })).toBe(500);
  expect(plan({ error: fault(), quick: true })).toBe(2000);
});

test('never comes back sooner than Retry-After, and not with all others at once', () => {
  expect(plan({ error: fault(60_000), random: () => 0 })).toBe(60_000);
  expect(plan({ error: fault(60_000), failures: 1 })).toBe(61_500);
  expect(plan({ error: fault(60_000), quick: true })).toBe(61_500);
  expect(plan({ error: unauthorized(600_000) })).toBe(601_500);
});

test('is never shorter than the interval because of Retry-After', () => {
  expect(plan({ error: fault(0), random: () => 0 })).toBe(15_000);
});

test('plans nothing without an interval, except the tries of the first fetch', () => {
  expect(plan({ intervalMs: 0 })).toBeUndefined();
  expect(plan({ intervalMs: 0, error: fault(1000) })).toBeUndefined();
  expect(plan({ intervalMs: 0, error: unauthorized() })).toBeUndefined();
  expect(plan({ intervalMs: 0, error: fault(), quick: true })).toBe(2000);
});

test('fits into a timer, whatever the numbers', () => {
  const longest = 2_147_483_647;
  expect(plan({ intervalMs: longest })).toBe(longest);
  expect(plan({ intervalMs: longest, error: unauthorized() })).toBe(longest);
  expect(plan({ jitterMs: Number.NaN })).toBe(longest);
});
