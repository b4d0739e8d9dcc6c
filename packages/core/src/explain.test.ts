import { describe, expect, test } from 'vitest';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { flagSetOf } from './flag-set-of.testing';

const isPro = { contextName: 'plan', operator: 'IN', values: ['pro'] };
const isNordic = { contextName: 'land', operator: 'IN', values: ['no', 'se'] };
const isSenseless = { contextName: 'plan', operator: 'NUM_EQ', value: 'five' };
const segments = [{ id: 1, constraints: [isNordic] }];

const explained = (flag: object, context: object = {}) => {
  const boom = {
    apply(): boolean {
      throw new Error('boom');
    },
  };
  const { flagSet } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, ...flag }], segments },
    { strategies: { boom } },
  );
  const explanation = explain(flagSet, 'flag', context as Context);
  expect(explanation.evaluation).toEqual(evaluate(flagSet, 'flag', context as Context));
  return explanation.strategies;
};

test('explain shows each constraint, those of segments behind its own, and how it came out', () => {
  const strategies = [{ name: 'default', constraints: [isPro], segments: [1] }];
  expect(explained({ strategies }, { plan: 'pro', land: 'fi' })).toEqual([
    {
      index: 0,
      name: 'default',
      passes: false,
      constraints: [
        { definition: isPro, passes: true },
        { definition: isNordic, passes: false },
      ],
    },
  ]);
});

test('explain shows every strategy, also behind the first that passes', () => {
  const strategies = [{ name: 'default' }, { name: 'nope' }, { name: 'default', constraints: [isPro] }];
  expect(explained({ strategies }).map(({ index, name, passes }) => [index, name, passes])).toEqual([
    [0, 'default', true],
    [1, 'nope', false],
    [2, 'default', false],
  ]);
});

test('explain shows a constraint that makes no sense as one that does not pass', () => {
  expect(
    explained({ strategies: [{ name: 'default', constraints: [isSenseless] }] }, { plan: '5' }),
  ).toMatchObject([{ passes: false, constraints: [{ definition: isSenseless, passes: false }] }]);
});

test('explain shows a strategy that is malformed without name and constraints', () => {
  expect(explained({ strategies: [null, { name: 'default' }] })).toEqual([
    { index: 0, passes: false },
    { index: 1, name: 'default', passes: true, constraints: [] },
  ]);
});

test('explain shows a strategy whose segment is missing without constraints', () => {
  expect(
    explained({ strategies: [{ name: 'default', constraints: [isPro], segments: [99] }] }, { plan: 'pro' }),
  ).toEqual([{ index: 0, name: 'default', passes: false }]);
});

test('explain shows a custom strategy that threw as one without an answer', () => {
  expect(explained({ strategies: [{ name: 'boom' }] })).toMatchObject([{ name: 'boom', passes: null }]);
});

describe('explain shows no strategies', () => {
  test.each([
    {},
    { enabled: false, strategies: [{ name: 'default' }] },
    { enabled: 'yes', strategies: [{ name: 'default' }] },
  ])('of %o', (flag) => {
    expect(explained(flag)).toEqual([]);
  });

  test('of an unknown flag', () => {
    const { flagSet } = flagSetOf({ features: [] });
    expect(explain(flagSet, 'nobody')).toMatchObject({ evaluation: { reason: 'not-found' }, strategies: [] });
  });
});

test('explain shows the strategies of a flag whose parent is missing', () => {
  const strategies = explained({ dependencies: [{ feature: 'nobody' }], strategies: [{ name: 'default' }] });
  expect(strategies).toMatchObject([{ name: 'default', passes: true }]);
});

test('changing an explanation changes no flag', () => {
  const strategies = [{ name: 'default', constraints: [isPro] }];
  const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  const [constraint] = explain(flagSet, 'flag').strategies[0]?.constraints ?? [];
  const values = (constraint?.definition.values ?? []) as string[];
  expect(values).toEqual(['pro']);
  values.push('free');
  expect(evaluate(flagSet, 'flag', { plan: 'free' }).enabled).toBe(false);
  expect(explain(flagSet, 'flag').strategies[0]?.constraints?.[0]?.definition.values).toEqual(['pro']);
});
