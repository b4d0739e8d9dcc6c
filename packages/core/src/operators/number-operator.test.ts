import { describe, expect, test } from 'vitest';
import { meets } from '../passes.testing';

const on = (operator: string, value: unknown, more: object = {}) => ({
  contextName: 'age',
  operator,
  value,
  ...more,
});

test.each([
  ['NUM_EQ', [false, true, false]],
  ['NUM_GT', [false, false, true]],
  ['NUM_GTE', [false, true, true]],
  ['NUM_LT', [true, false, false]],
  ['NUM_LTE', [true, true, false]],
])('rule 15: %s compares 4.5, 5 and 5.5 with 5', (operator, expected) => {
  const ages = ['4.5', '5', '5.5'];
  expect(ages.map((age) => meets(on(operator, '5'), { age }))).toEqual(expected);
  expect(ages.map((age) => meets(on(operator, '5'), { age: Number(age) }))).toEqual(expected);
  expect(ages.map((age) => meets(on(operator, '5', { inverted: true }), { age }))).toEqual(
    expected.map((is) => !is),
  );
});

const fives = ['5', '+5', '5.', '5.0', '05', '0.5e1', '.5e1', '.05E+2', '5E0', '50e-1', '500000000000e-11'];

test.each([...fives, ' 5 ', '\t5\n', 5, 5n])(
  'rule 15: %o is the number 5, in the context and in the constraint',
  (five) => {
    expect(meets(on('NUM_EQ', '5'), { age: five })).toBe(true);
    expect(meets(on('NUM_EQ', String(five)), { age: '5' })).toBe(true);
  },
);

test('rule 15: signs, fractions and exponents count', () => {
  expect(meets(on('NUM_LT', '-1.5'), { age: '-2' })).toBe(true);
  expect(meets(on('NUM_GT', '-1.5'), { age: '-1.25e0' })).toBe(true);
  expect(meets(on('NUM_EQ', '1e-3'), { age: 0.001 })).toBe(true);
  expect(meets(on('NUM_GT', '1e308'), { age: 1 })).toBe(false);
});

const noNumbers = [
  '',
  ' ',
  '0x10',
  '0b1',
  '0o7',
  'Infinity',
  '-Infinity',
  'NaN',
  'five',
  '5 5',
  '1,5',
  '1_000',
  '5n',
  '--5',
  'e5',
  '.',
  '.e1',
  '5e',
  '5e+',
  '5e1.5',
  '1.2.3',
  'x5',
  '5x',
  '1e999',
];

describe.each(['NUM_EQ', 'NUM_GT', 'NUM_GTE', 'NUM_LT', 'NUM_LTE'])('rule 15: %s', (operator) => {
  test.each(noNumbers)('is false for the context value %o, and true when inverted', (age) => {
    expect(meets(on(operator, '5'), { age })).toBe(false);
    expect(meets(on(operator, '5', { inverted: true }), { age })).toBe(true);
  });

  test.each(noNumbers)('rule 12: never passes with the bound %o, also when inverted', (value) => {
    for (const context of [{}, { age: '5' }, { age: value }]) {
      expect(meets(on(operator, value), context)).toBe(false);
      expect(meets(on(operator, value, { inverted: true }), context)).toBe(false);
    }
  });

  test('rule 11: is false for a missing field, and true when inverted', () => {
    expect(meets(on(operator, '5'), { age: Number.NaN })).toBe(false);
    expect(meets(on(operator, '5', { inverted: true }), {})).toBe(true);
  });
});

test.each(['appName', 'environment'])('rule 10: the default of %s is compared as a number', (field) => {
  const above = { contextName: field, operator: 'NUM_GT', value: '4' };
  expect(meets(above, {}, { [field]: '5' })).toBe(true);
  expect(meets(above, {}, { [field]: '3' })).toBe(false);
  expect(meets(above, {}, { [field]: 'shop' })).toBe(false);
  expect(meets({ ...above, inverted: true }, {}, { [field]: 'shop' })).toBe(true);
  expect(meets(above, { [field]: 3 }, { [field]: '5' })).toBe(false);
  expect(meets(above, { properties: { [field]: '5' } }, { [field]: '3' })).toBe(true);
  expect(meets(above, { [field]: null, properties: { [field]: null } }, { [field]: '5' })).toBe(true);
  expect([meets(above), meets({ ...above, inverted: true })]).toEqual([false, true]);
});
