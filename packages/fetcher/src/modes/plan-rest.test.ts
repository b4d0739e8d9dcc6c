import { expect, test } from 'vitest';
import { planRest } from './plan-rest';

const minutes = (tries: number, chance = 0) => planRest(tries, () => chance) / 60_000;

test('is five minutes, then twice as long each time, up to an hour', () => {
  expect([0, 1, 2, 3, 4, 5000].map((tries) => minutes(tries))).toEqual([5, 10, 20, 40, 60, 60]);
  expect(minutes(Number.POSITIVE_INFINITY)).toBe(60);
});

test('is spread by a fifth, so that clients do not come back together', () => {
  expect(minutes(0, 1)).toBe(6);
  expect(minutes(9, 0.5)).toBeCloseTo(66);
});
