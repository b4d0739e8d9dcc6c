import { expect, test } from 'vitest';
import { clampDelay } from './clamp-delay';

test('keeps what a timer can hold', () => {
  expect([0, 1, 15_000, 2_147_483_647].map(clampDelay)).toEqual([0, 1, 15_000, 2_147_483_647]);
});

test('makes what is too long, or no number, the longest delay, and what is negative the shortest', () => {
  expect([2 ** 31, Number.POSITIVE_INFINITY, Number.NaN].map(clampDelay)).toEqual(
    Array(3).fill(2_147_483_647),
  );
  expect([-1, Number.NEGATIVE_INFINITY].map(clampDelay)).toEqual([0, 0]);
});
