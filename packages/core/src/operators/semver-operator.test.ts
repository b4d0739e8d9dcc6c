import { describe, expect, test } from 'vitest';
import { meets } from '../passes.testing';

const on = (operator: string, value: unknown, more: object = {}) => ({
  contextName: 'app',
  operator,
  value,
  ...more,
});
const operators = ['SEMVER_EQ', 'SEMVER_GT', 'SEMVER_GTE', 'SEMVER_LT', 'SEMVER_LTE'];

test.each([
  ['SEMVER_EQ', [false, true, false]],
  ['SEMVER_GT', [false, false, true]],
  ['SEMVER_GTE', [false, true, true]],
  ['SEMVER_LT', [true, false, false]],
  ['SEMVER_LTE', [true, true, false]],
])('rule 17: %s compares 1.9.9, 1.10.0 and 2.0.0 with 1.10.0', (operator, expected) => {
  const versions = ['1.9.9', '1.10.0', '2.0.0'];
  expect(versions.map((app) => meets(on(operator, '1.10.0'), { app }))).toEqual(expected);
  expect(versions.map((app) => meets(on(operator, '1.10.0', { inverted: true }), { app }))).toEqual(
    expected.map((is) => !is),
  );
});

test('rule 17: build metadata is ignored', () => {
  expect(meets(on('SEMVER_EQ', '1.0.0+a'), { app: '1.0.0+b' })).toBe(true);
  expect(meets(on('SEMVER_GT', '1.0.0'), { app: '1.0.0+b' })).toBe(false);
});

test('rule 17: prereleases order as semver says', () => {
  const order = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
  ];
  order.forEach((app, index) => {
    const lower = order.filter((value) => meets(on('SEMVER_GT', value), { app }));
    expect(lower).toEqual(order.slice(0, index));
  });
});

const noVersions = [
  '',
  'v1.0.0',
  'V1.0.0',
  '=1.0.0',
  ' 1.0.0',
  '1.0.0 ',
  '1',
  '1.0',
  '1.0.0.0',
  '01.0.0',
  '1.0.0-01',
  '1.0.x',
  'latest',
  '^1.0.0',
  '99999999999999999999.0.0',
];

describe.each(operators)('rule 17: %s', (operator) => {
  test.each(noVersions)('is false for the context value %o, and true when inverted', (app) => {
    expect(meets(on(operator, '1.0.0'), { app })).toBe(false);
    expect(meets(on(operator, '1.0.0', { inverted: true }), { app })).toBe(true);
  });

  test.each(noVersions)('rule 12: never passes with the bound %o, also when inverted', (value) => {
    for (const context of [{}, { app: '1.0.0' }, { app: value }]) {
      expect(meets(on(operator, value), context)).toBe(false);
      expect(meets(on(operator, value, { inverted: true }), context)).toBe(false);
    }
  });

  test('rule 11: is false for a missing field, and true when inverted', () => {
    expect(meets(on(operator, '1.0.0'), {})).toBe(false);
    expect(meets(on(operator, '1.0.0', { inverted: true }), {})).toBe(true);
  });
});
