import { describe, expect, test, vi } from 'vitest';
import { flagSetOf } from '../flag-set-of.testing';
import { meets } from '../passes.testing';

const on = (value: unknown, more: object = {}) => ({
  contextName: 'mail',
  operator: 'REGEX',
  value,
  ...more,
});
const matches = (pattern: string, mail: string, more: object = {}) => meets(on(pattern, more), { mail });

test('rule 18: REGEX is unanchored', () => {
  expect(matches('b', 'abc')).toBe(true);
  expect(matches('^b', 'abc')).toBe(false);
  expect(matches('^abc$', 'abc')).toBe(true);
});

test('rule 18: REGEX looks at case unless it is caseInsensitive', () => {
  expect(matches('ABC', 'abc')).toBe(false);
  expect(matches('ABC', 'abc', { caseInsensitive: true })).toBe(true);
  expect(matches('ÄB', 'äb', { caseInsensitive: true })).toBe(true);
});

test('rules 11 and 18: REGEX is false for a missing field, and inverted negates', () => {
  expect(meets(on('.*'), {})).toBe(false);
  expect(meets(on('.*', { inverted: true }), {})).toBe(true);
  expect(matches('a', 'a', { inverted: true })).toBe(false);
  expect(matches('a', 'b', { inverted: true })).toBe(true);
});

describe('rules 12 and 18: an invalid pattern never passes, also when inverted', () => {
  test.each(['(', 'a**', '[', '(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b', '(a)\\1', '\\', 'a{1001}'])(
    'such as %s',
    (pattern) => {
      for (const context of [{}, { mail: 'ab' }, { mail: '' }]) {
        expect(meets(on(pattern), context)).toBe(false);
        expect(meets(on(pattern, { inverted: true }), context)).toBe(false);
      }
    },
  );
});

test('rule 18: a pattern of 10,000 characters is valid, a longer one is not and reaches no engine', () => {
  expect(matches(`${'b|'.repeat(4999)}aa`, 'aa')).toBe(true);
  const regex = vi.fn(() => () => true);
  expect(meets(on('a'.repeat(10_001)), { mail: 'a'.repeat(10_001) }, { regex })).toBe(false);
  expect(meets(on('a'.repeat(10_001), { inverted: true }), { mail: 'a' }, { regex })).toBe(false);
  expect(regex).not.toHaveBeenCalled();
});

test('rule 18: the limit of a pattern is an option, and a longer one is told with its length', () => {
  const strategies = [{ name: 'default', constraints: [on('a'.repeat(6))] }];
  const features = [{ name: 'flag', enabled: true, strategies }];
  const decide = (patternLength: number) => {
    const { flagSet, issues } = flagSetOf({ features }, { patternLength });
    return { enabled: flagSet.get('flag')?.decide({ properties: { mail: 'aaaaaa' } }).enabled, issues };
  };
  expect(decide(6)).toEqual({ enabled: true, issues: [] });
  expect(decide(5)).toMatchObject({
    enabled: false,
    issues: [
      {
        kind: 'malformed',
        message: 'REGEX has a pattern of 6 characters, more than 5, the limit patternLength; it never passes',
      },
    ],
  });
});

test('rule 18: a pattern of a megabyte costs next to nothing', () => {
  const start = performance.now();
  expect(matches('(a|b)*'.repeat(170_000), 'a')).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('rule 18: without an engine REGEX never passes, and says so', () => {
  for (const inverted of [false, true]) {
    const features = [
      {
        name: 'flag',
        enabled: true,
        strategies: [{ name: 'default', constraints: [on('a', { inverted })] }],
      },
    ];
    const { flagSet, issues } = flagSetOf({ features }, { regex: undefined });
    expect(flagSet.get('flag')?.decide({ mail: 'a' }).enabled).toBe(false);
    expect(issues).toMatchObject([
      { kind: 'malformed', path: 'features["flag"].strategies[0].constraints[0]' },
    ]);
  }
});
