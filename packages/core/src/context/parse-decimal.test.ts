import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal } from './parse-decimal';

test.each([
  ['0', 0],
  ['007', 7],
  ['42', 42],
  ['999999999999999', 999_999_999_999_999],
  ['9007199254740993', 9_007_199_254_740_992],
  // Added up digit by digit, these would come to a neighbour.
  ['1004582921535952856655', 1.0045829215359529e21],
  ['7413894263232248325332', 7.413894263232248e21],
  ['-1', -1],
  ['+1.50', 1.5],
  ['.5', 0.5],
  ['1e3', 1000],
  [' 12 ', 12],
])('rule 15: %o is a number', (text, number) => {
  expect(parseDecimal(text)).toBe(number);
});

test.each(['', ' ', '1 2', '0x10', '1_000', '٣', '1e999', 'NaN', 'Infinity', '12a', '/', ':'])(
  'rule 15: %o is none',
  (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  },
);

test('rule 15: every finite number is read back from its own text', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger()),
      (number) => {
        expect(parseDecimal(String(number))).toBe(Number(String(number)));
      },
    ),
  );
});
