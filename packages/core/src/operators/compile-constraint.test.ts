import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate';
import { flagSetOf } from '../flag-set-of.testing';
import { meets } from '../passes.testing';

const lists = ['IN', 'NOT_IN', 'STR_STARTS_WITH', 'STR_ENDS_WITH', 'STR_CONTAINS', 'IN_CIDR'];
const singles = [
  'NUM_EQ',
  'NUM_GT',
  'NUM_GTE',
  'NUM_LT',
  'NUM_LTE',
  'DATE_AFTER',
  'DATE_BEFORE',
  'SEMVER_EQ',
  'SEMVER_GT',
  'SEMVER_GTE',
  'SEMVER_LT',
  'SEMVER_LTE',
  'REGEX',
];

/** Never passes: for a field that is there and one that is not, straight and inverted. */
function expectNever(constraint: object): void {
  for (const inverted of [false, true]) {
    for (const context of [{}, { field: '1.0.0' }, { field: '10.0.0.1' }, { field: '' }]) {
      expect(meets({ contextName: 'field', ...constraint, inverted }, context)).toBe(false);
    }
  }
}

test.each(['NOPE', '', 'in', 'IN ', '__proto__', 'constructor', 'toString', null, undefined, 7, {}])(
  'rule 12: the unknown operator %o never passes, also when inverted',
  (operator) => {
    expectNever({ operator, values: ['1.0.0', '10.0.0.1'], value: '1.0.0' });
  },
);

describe.each(lists)('rule 12: %s never passes, also when inverted,', (operator) => {
  test.each([
    ['are missing', {}],
    ['are null', { values: null }],
    ['are a text', { values: '1.0.0' }],
    ['are an object', { values: { 0: '1.0.0' } }],
    ['hold a number', { values: ['10.0.0.1', 7] }],
    ['hold null', { values: [null] }],
    ['hold a list', { values: [['10.0.0.1']] }],
  ])('when its values %s', (_, operand) => {
    expectNever({ operator, value: '10.0.0.1', ...operand });
  });
});

describe.each(singles)('rule 12: %s never passes, also when inverted,', (operator) => {
  test.each([
    ['is missing', {}],
    ['is null', { value: null }],
    ['is a number', { value: 1 }],
    ['is a list', { value: ['1.0.0'] }],
    ['is an object', { value: {} }],
    ['makes no sense', { value: '(' }],
  ])('when its value %s', (_, operand) => {
    expectNever({ operator, values: ['1.0.0'], ...operand });
  });
});

test.each([null, 'text', 7, [], true])('rule 12: a constraint that is %o never passes', (constraint) => {
  const strategies = [{ name: 'default', constraints: [constraint] }];
  const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  expect(evaluate(flagSet, 'flag').enabled).toBe(false);
});

describe('rule 12: what is reported of a constraint that cannot be compiled', () => {
  const issuesOf = (constraint: object, options: object) => {
    const constraints = [
      { contextName: 'field', operator: 'IN', values: ['a'] },
      { contextName: 'field', ...constraint },
    ];
    const { flagSet, issues } = flagSetOf(
      { features: [{ name: 'flag', enabled: true, strategies: [{ name: 'default', constraints }] }] },
      options,
    );
    evaluate(flagSet, 'flag', { field: 'a' });
    return issues;
  };

  test.each([
    ['IN_CIDR', { values: ['10.0.0.0/33'] }, {}, 'has no valid address range'],
    ['NUM_GTE', { value: 'five' }, {}, 'compares with something that is no decimal number'],
    ['DATE_AFTER', { value: 'today' }, {}, 'compares with something that is no RFC 3339 date'],
    ['SEMVER_LT', { value: '1.0' }, {}, 'compares with something that is no semantic version'],
    ['REGEX', { value: '(' }, {}, 'has an invalid RE2 pattern'],
    ['REGEX', { value: 'a' }, { regex: undefined }, 'needs a regular expression engine, the regex option'],
  ])(
    'names its place, and says that %s of %o, with the options %o, %s',
    (operator, operand, options, fault) => {
      expect(issuesOf({ operator, ...operand }, options)).toEqual([
        {
          kind: 'malformed',
          path: 'features["flag"].strategies[0].constraints[1]',
          message: `${operator} ${fault}; it never passes`,
        },
      ]);
    },
  );
});

test.each([{ inverted: 'yes' }, { inverted: 1 }, { caseInsensitive: 'no' }, { caseInsensitive: {} }])(
  'rule 12: switches that are neither true nor false, %o, make a constraint malformed',
  (switches) => {
    for (const values of [['a'], ['b']]) {
      expect(meets({ contextName: 'field', operator: 'IN', values, ...switches }, { field: 'a' })).toBe(
        false,
      );
    }
  },
);

test.each([{ inverted: null }, { caseInsensitive: null }, {}])('switches that are %o are off', (switches) => {
  expect(meets({ contextName: 'field', operator: 'IN', values: ['a'], ...switches }, { field: 'a' })).toBe(
    true,
  );
});

test('rule 12: only the strategy with the malformed constraint fails', () => {
  for (const bad of [{ operator: 'NOPE' }, { contextName: 'field', operator: 'NUM_EQ', value: 'five' }]) {
    const strategies = [{ name: 'default', constraints: [bad] }, { name: 'default' }];
    const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
    expect(evaluate(flagSet, 'flag')).toMatchObject({ enabled: true, strategy: { index: 1 } });
  }
});

test('constraints of a strategy are ANDed, however many there are', () => {
  const is = (contextName: string) => ({ contextName, operator: 'IN', values: ['1'] });
  for (let length = 1; length <= 5; length++) {
    const names = ['a', 'b', 'c', 'd', 'e'].slice(0, length);
    const all = Object.fromEntries(names.map((name) => [name, '1']));
    const strategies = [{ name: 'default', constraints: names.map(is) }];
    const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
    expect(evaluate(flagSet, 'flag', all).enabled).toBe(true);
    for (const name of names) expect(evaluate(flagSet, 'flag', { ...all, [name]: '2' }).enabled).toBe(false);
  }
});
