import { expect, test } from 'vitest';
import { atLeast, atMost, exactly, holds } from './findings';

test('bounds are part of what is allowed', () => {
  expect([atMost('a', 5, 5).isFine, atMost('a', 5.1, 5).isFine]).toEqual([true, false]);
  expect([atLeast('a', 5, 5).isFine, atLeast('a', 4.9, 5).isFine]).toEqual([true, false]);
  expect([atMost('a', Number.NaN, 5).isFine, atLeast('a', Number.NaN, 5).isFine]).toEqual([false, false]);
});

test('figures say what was found, and the bound or what was expected', () => {
  expect(atMost('a', 612.4, 1000, ' ms')).toMatchObject({ figure: '612 ms (≤ 1000 ms)', isTimed: true });
  expect(atLeast('a', 2.34, 1)).toMatchObject({ figure: '2.3 (≥ 1)', isTimed: false });
  expect(exactly('a', [1], [1])).toEqual({ what: 'a', figure: '[1]', isFine: true });
  expect(exactly('a', 1, 2)).toEqual({ what: 'a', figure: '1, not 2', isFine: false });
  expect(holds('a', false)).toEqual({ what: 'a', figure: 'no', isFine: false });
});
