import { describe, expect, test } from 'vitest';
import { meets } from '../passes.testing';

const inList = (values: unknown, more: object = {}) => ({
  contextName: 'plan',
  operator: 'IN',
  values,
  ...more,
});
const notInList = (values: unknown, more: object = {}) => ({ ...inList(values, more), operator: 'NOT_IN' });

test('rule 13: IN and NOT_IN match exactly', () => {
  expect(meets(inList(['pro', 'max']), { plan: 'max' })).toBe(true);
  expect(meets(notInList(['pro', 'max']), { plan: 'max' })).toBe(false);
  for (const plan of ['Pro', 'pr', 'proo', ' pro', 'pro ', '']) {
    expect(meets(inList(['pro', 'max']), { plan })).toBe(false);
    expect(meets(notInList(['pro', 'max']), { plan })).toBe(true);
  }
});

test('rule 13: IN and NOT_IN trim their values', () => {
  expect(meets(inList([' pro', '\tmax\n']), { plan: 'max' })).toBe(true);
  expect(meets(notInList([' pro', '\tmax\n']), { plan: 'max' })).toBe(false);
});

test('rule 13: IN and NOT_IN drop empty values', () => {
  for (const values of [[''], ['  '], ['', 'x']]) {
    expect(meets(inList(values), { plan: '' })).toBe(false);
    expect(meets(notInList(values), { plan: '' })).toBe(true);
  }
});

test('rule 13: with an empty list IN is false and NOT_IN is true', () => {
  expect(meets(inList([]), { plan: 'pro' })).toBe(false);
  expect(meets(notInList([]), { plan: 'pro' })).toBe(true);
  expect(meets(inList([], { inverted: true }), { plan: 'pro' })).toBe(true);
  expect(meets(notInList([], { inverted: true }), { plan: 'pro' })).toBe(false);
});

test('rule 13: IN and NOT_IN ignore caseInsensitive', () => {
  expect(meets(inList(['Pro'], { caseInsensitive: true }), { plan: 'pro' })).toBe(false);
  expect(meets(notInList(['Pro'], { caseInsensitive: true }), { plan: 'pro' })).toBe(true);
});

describe('rule 11: of a missing field', () => {
  test.each([{}, { plan: null }, { plan: Number.NaN }, { plan: ['pro'] }])(
    '%o IN is false and NOT_IN is true',
    (context) => {
      expect(meets(inList(['pro']), context)).toBe(false);
      expect(meets(notInList(['pro']), context)).toBe(true);
    },
  );

  test('inverted negates both', () => {
    expect(meets(inList(['pro'], { inverted: true }))).toBe(true);
    expect(meets(notInList(['pro'], { inverted: true }))).toBe(false);
  });
});

test('rule 9: numbers and booleans are compared as their text', () => {
  expect(meets(inList(['7']), { plan: 7 })).toBe(true);
  expect(meets(inList(['true']), { plan: true })).toBe(true);
});

test('rule 28: any string is an ordinary value of a list', () => {
  for (const plan of ['__proto__', 'constructor', 'toString', 'x'.repeat(2 ** 20)]) {
    expect(meets(inList(['pro']), { plan })).toBe(false);
    expect(meets(inList([plan]), { plan })).toBe(true);
  }
});
