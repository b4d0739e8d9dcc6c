import { expect, test } from 'vitest';
import { findOverlaps } from './find-overlaps';

test('finds tenures of two holders that overlap, and takes renewals for what they are', () => {
  const first = { holder: 1, from: 0, until: 100 };
  const renewed = { holder: 1, from: 50, until: 150 };
  expect(findOverlaps([first, renewed, { holder: 2, from: 150, until: 250 }])).toEqual([]);
  expect(findOverlaps([{ holder: 2, from: 149, until: 249 }, renewed, first])).toEqual([
    '2 had the lease 1 ms before that of 1 ended',
  ]);
  expect(findOverlaps([first, { holder: 2, from: 50, until: 50 }])).toEqual([]);
});
