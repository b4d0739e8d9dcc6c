import { expect, test } from 'vitest';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { flagSetOf } from './flag-set-of.testing';

const is = (contextName: string, value: string) => ({ contextName, operator: 'IN', values: [value] });
const segments = [
  { id: 1, constraints: [is('plan', 'pro')] },
  { id: 2, name: 'nordic', constraints: [is('land', 'no'), is('city', 'oslo')] },
  { id: 3, constraints: [] },
  { id: 4 },
];
const unknown = { id: 5, constraints: [{ contextName: 'plan', operator: 'NOPE' }] };
const senseless = { id: 6, constraints: [{ contextName: 'plan', operator: 'NUM_EQ', value: 'five' }] };
const everything = { plan: 'pro', land: 'no', city: 'oslo', own: '1' };

const set = (strategies: unknown[], known: unknown = segments) =>
  flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }], segments: known });
const isOn = (strategy: object, context: object = everything) =>
  evaluate(set([{ name: 'default', ...strategy }]).flagSet, 'flag', context as Context).enabled;

test("rule 20: the constraints of segments are ANDed with each other and with the strategy's own", () => {
  const strategy = { segments: [1, 2], constraints: [is('own', '1')] };
  expect(isOn(strategy)).toBe(true);
  for (const field of Object.keys(everything))
    expect(isOn(strategy, { ...everything, [field]: 'x' })).toBe(false);
});

test('rule 20: segments without constraints always hold', () => {
  expect(isOn({ segments: [3, 4] }, {})).toBe(true);
});

test.each([{ segments: [] }, { segments: null }, {}])('%o is no segment', (strategy) => {
  expect(isOn(strategy, {})).toBe(true);
});

test('rule 20: a missing segment fails that strategy only, and is reported', () => {
  const { flagSet, issues } = set([{ name: 'default', segments: [1, 99] }, { name: 'default' }]);
  expect(evaluate(flagSet, 'flag', everything)).toMatchObject({ enabled: true, strategy: { index: 1 } });
  expect(issues).toMatchObject([
    { kind: 'missing-segment', path: 'features["flag"].strategies[0].segments' },
  ]);
  expect(issues[0]?.message).toContain('99');
});

test('rule 27: a malformed segment fails the strategies that use it, and nothing else', () => {
  const { flagSet, issues } = set(
    [
      { name: 'default', segments: [5] },
      { name: 'default', segments: [1] },
    ],
    [unknown, ...segments],
  );
  expect(evaluate(flagSet, 'flag', everything)).toMatchObject({ enabled: true, strategy: { index: 1 } });
  expect(issues).toMatchObject([{ path: 'segments[0].constraints[0].operator' }]);
});

test('rule 12: a segment whose constraint makes no sense never passes', () => {
  for (const inverted of [false, true]) {
    const known = [
      { id: 6, constraints: [{ contextName: 'plan', operator: 'NUM_EQ', value: 'five', inverted }] },
    ];
    const { flagSet } = set([{ name: 'default', segments: [6] }], known);
    for (const context of [{}, { plan: '5' }]) expect(evaluate(flagSet, 'flag', context).enabled).toBe(false);
  }
});

test('rule 27: what is wrong with a segment is reported once, however many strategies use it', () => {
  const { flagSet, issues } = set(
    [
      { name: 'default', segments: [6] },
      { name: 'default', segments: [6] },
    ],
    [senseless],
  );
  for (let call = 0; call < 3; call++) evaluate(flagSet, 'flag');
  expect(issues).toMatchObject([{ kind: 'malformed', path: 'segments[6].constraints[0]' }]);
});

test.each([{}, 'text', 7])(
  'rule 27: segments that are %o are reported once; strategies without segments serve',
  (known) => {
    const { flagSet, issues } = set([{ name: 'default' }], known);
    expect(evaluate(flagSet, 'flag').enabled).toBe(true);
    expect(issues).toMatchObject([{ kind: 'malformed', path: 'segments' }]);
  },
);

test.each([['1'], [null], [[1]], 1, 'text', {}])(
  'rule 27: segment ids of %o make the strategy malformed',
  (ids) => {
    const { flagSet, issues } = set([{ name: 'default', segments: ids }, { name: 'default' }]);
    expect(evaluate(flagSet, 'flag', everything)).toMatchObject({ strategy: { index: 1 } });
    expect(issues).toMatchObject([{ path: 'features[0].strategies[0].segments' }]);
  },
);
