import { describe, expect, test } from 'vitest';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { flagSetOf } from './flag-set-of.testing';

const outcome = (flag: object, context: object = {}) => {
  const { flagSet, issues } = flagSetOf({ features: [{ name: 'flag', ...flag }] });
  const { enabled, reason } = evaluate(flagSet, 'flag', context as Context);
  return { enabled, reason, paths: issues.map(({ path }) => path) };
};

const off = { name: 'userWithId', parameters: { userIds: '1' } };

describe.each([undefined, null, 'true', 'false', 1, 0, {}, []])('rule 21: enabled: %o', (enabled) => {
  test('makes the flag malformed: off, and reported', () => {
    expect(outcome({ enabled })).toEqual({
      enabled: false,
      reason: 'malformed',
      paths: ['features[0].enabled'],
    });
  });
});

test('rule 21: enabled: false is off, whatever the strategies say', () => {
  expect(outcome({ enabled: false })).toMatchObject({ enabled: false, reason: 'disabled' });
  expect(outcome({ enabled: false, strategies: [{ name: 'default' }] })).toMatchObject({ enabled: false });
});

test.each([{ strategies: [] }, {}, { strategies: null }])(
  'rule 21: strategies of %o are on',
  (strategies) => {
    expect(outcome({ enabled: true, ...strategies })).toEqual({
      enabled: true,
      reason: 'no-strategies',
      paths: [],
    });
  },
);

test.each(['default', {}, { 0: { name: 'default' } }, 7, true])(
  'rule 21: strategies of %o make the flag malformed',
  (strategies) => {
    expect(outcome({ enabled: true, strategies })).toEqual({
      enabled: false,
      reason: 'malformed',
      paths: ['features[0].strategies'],
    });
  },
);

test('rule 21: any strategy that passes turns the flag on, and the first of them is named', () => {
  const strategies = [off, { name: 'default' }, { name: 'default' }];
  const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  expect(evaluate(flagSet, 'flag')).toMatchObject({
    enabled: true,
    reason: 'strategy',
    strategy: { index: 1, name: 'default' },
  });
});

test('rule 21: a flag none of whose strategies passes is off', () => {
  expect(outcome({ enabled: true, strategies: [off, off] })).toMatchObject({
    enabled: false,
    reason: 'no-match',
  });
});

test.each([null, 'default', 7, [], {}, { name: 7 }, { name: null }])(
  'rule 27: the malformed strategy %o fails alone',
  (strategy) => {
    expect(outcome({ enabled: true, strategies: [strategy] })).toMatchObject({
      enabled: false,
      reason: 'no-match',
    });
    expect(outcome({ enabled: true, strategies: [strategy, { name: 'default' }] })).toMatchObject({
      enabled: true,
    });
  },
);

test('rule 27: the index in the reason counts malformed strategies too', () => {
  const { flagSet } = flagSetOf({
    features: [{ name: 'flag', enabled: true, strategies: [null, { name: 'default' }] }],
  });
  expect(evaluate(flagSet, 'flag')).toMatchObject({ strategy: { index: 1 } });
});

test.each([
  {},
  { type: 'release', project: null },
  { impressionData: null, variants: null, dependencies: null },
])('null counts as absent: %o', (fields) => {
  expect(outcome({ enabled: true, ...fields })).toEqual({
    enabled: true,
    reason: 'no-strategies',
    paths: [],
  });
});

test('a strategy may leave out, or set to null, all but its name', () => {
  const strategy = { name: 'default', parameters: null, constraints: null, segments: null, variants: null };
  expect(outcome({ enabled: true, strategies: [strategy] })).toEqual({
    enabled: true,
    reason: 'strategy',
    paths: [],
  });
});
