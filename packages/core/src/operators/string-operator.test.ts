import { describe, expect, test } from 'vitest';
import { meets } from '../passes.testing';

const on = (operator: string, values: unknown, more: object = {}) => ({
  contextName: 'mail',
  operator,
  values,
  ...more,
});
const context = { mail: 'ana@Example.org' };

test.each([
  ['STR_STARTS_WITH', 'ana', 'example'],
  ['STR_ENDS_WITH', 'Example.org', 'ana'],
  ['STR_CONTAINS', '@Ex', 'bob'],
])('rule 14: %s passes for %s and not for %s', (operator, yes, no) => {
  expect(meets(on(operator, [yes]), context)).toBe(true);
  expect(meets(on(operator, [no]), context)).toBe(false);
  expect(meets(on(operator, [no, yes]), context)).toBe(true);
  expect(meets(on(operator, [yes], { inverted: true }), context)).toBe(false);
  expect(meets(on(operator, [no], { inverted: true }), context)).toBe(true);
});

describe.each(['STR_STARTS_WITH', 'STR_ENDS_WITH', 'STR_CONTAINS'])('rule 14: %s', (operator) => {
  const own = { STR_STARTS_WITH: 'ANA', STR_ENDS_WITH: 'example.ORG', STR_CONTAINS: 'A@EXA' }[operator];

  test('looks at case unless it is caseInsensitive', () => {
    expect(meets(on(operator, [own]), context)).toBe(false);
    expect(meets(on(operator, [own], { caseInsensitive: false }), context)).toBe(false);
    for (const values of [[own], [own, 'bob'], ['bob', own]]) {
      expect(meets(on(operator, values, { caseInsensitive: true }), context)).toBe(true);
    }
    expect(meets(on(operator, ['bob', 'eve'], { caseInsensitive: true }), context)).toBe(false);
  });

  test('compares without case in Unicode', () => {
    expect(meets(on(operator, ['ÄÖÜ'], { caseInsensitive: true }), { mail: 'äöü' })).toBe(true);
    expect(meets(on(operator, ['жЖ'], { caseInsensitive: true }), { mail: 'ЖЖ' })).toBe(true);
    expect(meets(on(operator, ['𐐀'], { caseInsensitive: true }), { mail: '𐐨' })).toBe(true);
    expect(meets(on(operator, ['strasse'], { caseInsensitive: true }), { mail: 'straße' })).toBe(false);
  });

  test('is never met by an empty value', () => {
    for (const mail of ['', 'ana']) {
      expect(meets(on(operator, ['']), { mail })).toBe(false);
      expect(meets(on(operator, ['', 'x'], { caseInsensitive: true }), { mail })).toBe(false);
      expect(meets(on(operator, [''], { inverted: true }), { mail })).toBe(true);
    }
  });

  test('is never met with an empty list', () => {
    expect(meets(on(operator, []), context)).toBe(false);
    expect(meets(on(operator, [], { inverted: true }), context)).toBe(true);
  });

  test('rule 11: is false for a missing field, and true when inverted', () => {
    expect(meets(on(operator, ['a']), {})).toBe(false);
    expect(meets(on(operator, ['a'], { inverted: true }), {})).toBe(true);
  });
});
