import { describe, expect, test } from 'vitest';
import { isRunning, parseTenure, type Tenure } from './tenure';

const tenure: Tenure = { holder: 'me', token: 7, endsAt: 5000, ttlMs: 1000 };

describe('a tenure', () => {
  test.each([
    ['runs before its end', 4999, true],
    ['has ended at its end', 5000, false],
    ['runs for a while when the clock has been set back', -4000, true],
    [
      'has ended when the clock has been set back so far that waiting for its end makes no sense',
      -5001,
      false,
    ],
  ])('%s', (_, now, expected) => {
    expect(isRunning(tenure, now)).toBe(expected);
  });

  test('has ended when it was given back', () => {
    expect(isRunning({ ...tenure, endsAt: 0 }, 1)).toBe(false);
  });

  test('is read as it was printed', () => {
    expect(parseTenure(JSON.stringify(tenure))).toEqual(tenure);
  });

  test.each([
    ['', 'null', '[]', '7', '{', '{"holder":"me","token":7'],
    [
      JSON.stringify({ ...tenure, holder: 1 }),
      JSON.stringify({ ...tenure, token: 1.5 }),
      JSON.stringify({ ...tenure, token: 2 ** 53 }),
      JSON.stringify({ ...tenure, endsAt: null }),
      JSON.stringify({ ...tenure, ttlMs: 'x' }),
    ],
  ])('is nothing in a text that was cut off or is something else (%#)', (...texts) => {
    for (const text of texts) expect(parseTenure(text)).toBeUndefined();
  });
});
