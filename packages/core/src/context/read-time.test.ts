import { describe, expect, test } from 'vitest';
import { NOW } from '../flag-set-of.testing';
import { meets } from '../passes.testing';

const before = '2026-11-23T07:59:59.999Z';
const after = '2026-11-23T08:00:00.001Z';

describe.each([
  ['currentTime', { contextName: 'currentTime' }],
  ['an absent contextName', {}],
  ['a contextName of null', { contextName: null }],
  ['an empty contextName', { contextName: '' }],
])('rule 16: %s', (_, field) => {
  test('means the time of the context, else now', () => {
    expect(meets({ ...field, operator: 'DATE_AFTER', value: before })).toBe(true);
    expect(meets({ ...field, operator: 'DATE_BEFORE', value: after })).toBe(true);
    expect(meets({ ...field, operator: 'DATE_AFTER', value: before }, { currentTime: before })).toBe(false);
    expect(meets({ ...field, operator: 'DATE_BEFORE', value: NOW }, { currentTime: before })).toBe(true);
    expect(
      meets({ ...field, operator: 'DATE_BEFORE', value: NOW }, { properties: { currentTime: before } }),
    ).toBe(true);
  });

  test('takes a Date as well as a text', () => {
    expect(meets({ ...field, operator: 'DATE_AFTER', value: NOW }, { currentTime: new Date(after) })).toBe(
      true,
    );
    expect(meets({ ...field, operator: 'DATE_AFTER', value: NOW }, { currentTime: after })).toBe(true);
  });
});

test.each([null, undefined, new Date(Number.NaN), Number.NaN])(
  'rule 9: a time that is %o is missing, and read in the other place or taken from the clock',
  (missing) => {
    const isAfter = { operator: 'DATE_AFTER', value: before };
    expect(meets(isAfter, { currentTime: missing })).toBe(true);
    expect(meets(isAfter, { currentTime: missing, properties: { currentTime: before } })).toBe(false);
    expect(meets({ ...isAfter, contextName: 'born' }, { born: after, properties: { born: missing } })).toBe(
      true,
    );
  },
);

test('rule 16: bounds are exclusive', () => {
  expect(meets({ operator: 'DATE_AFTER', value: NOW })).toBe(false);
  expect(meets({ operator: 'DATE_BEFORE', value: NOW })).toBe(false);
  expect(meets({ operator: 'DATE_AFTER', value: NOW, inverted: true })).toBe(true);
  expect(meets({ operator: 'DATE_BEFORE', value: NOW, inverted: true })).toBe(true);
});

test('rule 16: offsets are the same moment', () => {
  expect(meets({ operator: 'DATE_AFTER', value: '2026-11-23T10:00:00+02:00' })).toBe(false);
  expect(meets({ operator: 'DATE_AFTER', value: '2026-11-23T09:59:59+02:00' })).toBe(true);
});

describe('rule 16: another field', () => {
  const born = (operator: string, more: object = {}) => ({
    contextName: 'born',
    operator,
    value: NOW,
    ...more,
  });

  test('is read as a date wherever it stands', () => {
    expect(meets(born('DATE_BEFORE'), { born: before })).toBe(true);
    expect(meets(born('DATE_BEFORE'), { properties: { born: new Date(before) } })).toBe(true);
    expect(meets(born('DATE_AFTER'), { born: after })).toBe(true);
    expect(meets(born('DATE_AFTER'), { born: before })).toBe(false);
  });

  test('may be a Date that no text with four digits for the year can tell', () => {
    expect(meets(born('DATE_AFTER'), { born: new Date('+012026-11-23T08:00:00Z') })).toBe(true);
    expect(meets(born('DATE_BEFORE'), { born: new Date('-000753-04-21T08:00:00Z') })).toBe(true);
  });

  test('has no default: missing, it is false, and true when inverted', () => {
    for (const operator of ['DATE_BEFORE', 'DATE_AFTER']) {
      for (const value of [before, NOW, after]) {
        expect(meets(born(operator, { value }), { currentTime: before })).toBe(false);
        expect(meets(born(operator, { value, inverted: true }), { currentTime: before })).toBe(true);
      }
    }
  });
});

test.each(['tomorrow', '', '2026-11-23', 1_700_000_000_000, true])(
  'rule 16: a context value that is no date, %o, is false, and true when inverted',
  (value) => {
    for (const contextName of ['currentTime', 'born']) {
      for (const operator of ['DATE_BEFORE', 'DATE_AFTER']) {
        expect(meets({ contextName, operator, value: NOW }, { [contextName]: value })).toBe(false);
        expect(meets({ contextName, operator, value: NOW, inverted: true }, { [contextName]: value })).toBe(
          true,
        );
      }
    }
  },
);
