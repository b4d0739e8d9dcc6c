import { expect, test } from 'vitest';
import { parseRetryAfter } from './parse-retry-after';

const NOW = Date.UTC(2026, 10, 23, 5, 0, 0);

test('reads seconds', () => {
  expect(['0', '60', ' 2 ', '1.5'].map((text) => parseRetryAfter(text, NOW))).toEqual([
    0, 60_000, 2000, 1500,
  ]);
});

test('reads an HTTP date; one in the past is now', () => {
  expect(parseRetryAfter('Mon, 23 Nov 2026 05:00:30 GMT', NOW)).toBe(30_000);
  expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', NOW)).toBe(0);
});

test('waits for an hour at most', () => {
  expect(parseRetryAfter('99999999999', NOW)).toBe(3_600_000);
  expect(parseRetryAfter('Fri, 31 Dec 9999 23:59:59 GMT', NOW)).toBe(3_600_000);
});

test('ignores what is neither', () => {
  for (const text of [
    undefined,
    '',
    '-5',
    'soon',
    'NaN',
    '1e9',
    '0x10',
    '2026-11-23',
    'Mon, 99 Foo 2026 GMT',
  ]) {
    expect(parseRetryAfter(text, NOW)).toBeUndefined();
  }
});
