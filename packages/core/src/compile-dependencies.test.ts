import { describe, expect, test } from 'vitest';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { flagSetOf } from './flag-set-of.testing';

const parents = [
  { name: 'on', enabled: true },
  { name: 'off', enabled: false },
  { name: 'broken', enabled: 'yes' },
  { name: 'only-7', enabled: true, strategies: [{ name: 'userWithId', parameters: { userIds: '7' } }] },
  { name: 'red', enabled: true, variants: [{ name: 'red', weight: 1 }] },
  { name: 'red-off', enabled: false, variants: [{ name: 'red', weight: 1 }] },
  { name: 'child', enabled: true, dependencies: [{ feature: 'on' }] },
];

const childOf = (dependencies: unknown, context: object = {}, more: object = {}) => {
  const features = [{ name: 'flag', enabled: true, dependencies, ...more }, ...parents];
  const { flagSet, issues } = flagSetOf({ features });
  return { evaluation: evaluate(flagSet, 'flag', context as Context), issues, flagSet };
};
const isOn = (dependencies: unknown, context: object = {}) =>
  childOf(dependencies, context).evaluation.enabled;

test('rule 24: a parent must be on, since enabled defaults to true', () => {
  expect(isOn([{ feature: 'on' }])).toBe(true);
  expect(isOn([{ feature: 'on', enabled: null }])).toBe(true);
  expect(isOn([{ feature: 'on', enabled: true }])).toBe(true);
  expect(isOn([{ feature: 'off' }])).toBe(false);
  expect(isOn([{ feature: 'off', enabled: true }])).toBe(false);
});

test('rule 24: with enabled: false a parent must be off', () => {
  expect(isOn([{ feature: 'off', enabled: false }])).toBe(true);
  expect(isOn([{ feature: 'on', enabled: false }])).toBe(false);
});

test('rule 24: all must hold', () => {
  expect(isOn([{ feature: 'on' }, { feature: 'red' }])).toBe(true);
  expect(childOf([{ feature: 'on' }, { feature: 'off' }]).evaluation).toMatchObject({
    enabled: false,
    reason: 'parent',
    parent: 'off',
  });
  expect(childOf([{ feature: 'off' }, { feature: 'on' }]).evaluation).toMatchObject({ parent: 'off' });
});

describe('rule 24: where several parents depend on the context', () => {
  const only = (name: string, userIds: string) => ({
    name,
    enabled: true,
    strategies: [{ name: 'userWithId', parameters: { userIds } }],
  });
  const { flagSet } = flagSetOf({
    features: [
      only('a', '7,8'),
      only('b', '7,9'),
      { name: 'off', enabled: false },
      { name: 'both', enabled: true, dependencies: [{ feature: 'a' }, { feature: 'b' }] },
      {
        name: 'neither',
        enabled: true,
        dependencies: [{ feature: 'a' }, { feature: 'off' }, { feature: 'b' }],
      },
    ],
  });

  test('all must hold, and the first that does not is the reason', () => {
    expect(evaluate(flagSet, 'both', { userId: '7' })).toMatchObject({ enabled: true });
    expect(evaluate(flagSet, 'both', { userId: '8' })).toMatchObject({ enabled: false, parent: 'b' });
    expect(evaluate(flagSet, 'both', { userId: '9' })).toMatchObject({ enabled: false, parent: 'a' });
    expect(evaluate(flagSet, 'both', {})).toMatchObject({ enabled: false, reason: 'parent', parent: 'a' });
  });

  test('one that never holds is the reason when those before it hold', () => {
    expect(evaluate(flagSet, 'neither', { userId: '7' })).toMatchObject({ enabled: false, parent: 'off' });
    expect(evaluate(flagSet, 'neither', { userId: '9' })).toMatchObject({ enabled: false, parent: 'a' });
  });

  test('a decision tells the reason as its evaluation does, and a strategy where one passed', () => {
    expect(flagSet.get('both')?.decide({})).toMatchObject({
      reason: 'parent',
      parent: 'a',
      strategy: undefined,
    });
    expect(flagSet.get('a')?.decide({ userId: '7' })).toMatchObject({
      reason: 'strategy',
      strategy: { index: 0, name: 'userWithId' },
      parent: undefined,
    });
  });
});

test('rule 24: the parent is asked in the same context', () => {
  expect(isOn([{ feature: 'only-7' }], { userId: '7' })).toBe(true);
  expect(isOn([{ feature: 'only-7' }], { userId: '8' })).toBe(false);
  expect(isOn([{ feature: 'only-7', enabled: false }], { userId: '8' })).toBe(true);
});

describe('rule 24: a missing parent', () => {
  test.each([{}, { enabled: false }, { variants: ['red'] }])(
    'turns the flag off, also with %o',
    (condition) => {
      expect(isOn([{ feature: 'nobody', ...condition }])).toBe(false);
    },
  );

  test('is one warning, however often the flag is evaluated', () => {
    const { flagSet, issues, evaluation } = childOf([{ feature: 'nobody' }]);
    for (let call = 0; call < 3; call++) evaluate(flagSet, 'flag');
    expect(evaluation).toMatchObject({ reason: 'parent', parent: 'nobody' });
    expect(issues.filter(({ kind }) => kind === 'missing-parent')).toMatchObject([
      { path: 'features["flag"].dependencies[0]' },
    ]);
  });
});

describe('rule 24: a parent that has parents itself', () => {
  test.each([{}, { enabled: false }])('turns the flag off, also with %o', (condition) => {
    expect(isOn([{ feature: 'child', ...condition }])).toBe(false);
  });

  test('also when it is the flag itself, or they are in a circle', () => {
    expect(isOn([{ feature: 'flag' }])).toBe(false);
    const features = [
      { name: 'a', enabled: true, dependencies: [{ feature: 'b' }] },
      { name: 'b', enabled: true, dependencies: [{ feature: 'a' }] },
    ];
    const { flagSet } = flagSetOf({ features });
    expect(evaluate(flagSet, 'a').enabled).toBe(false);
    expect(evaluate(flagSet, 'b').enabled).toBe(false);
  });

  test('counts an empty list of dependencies as none', () => {
    const features = [
      { name: 'flag', enabled: true, dependencies: [{ feature: 'p' }] },
      { name: 'p', enabled: true, dependencies: [] },
    ];
    expect(evaluate(flagSetOf({ features }).flagSet, 'flag').enabled).toBe(true);
  });
});

describe('rule 24: the variants of a dependency', () => {
  test.each([{ variants: [] }, { variants: null }, {}])('%o mean any', (variants) => {
    expect(isOn([{ feature: 'red', ...variants }])).toBe(true);
    expect(isOn([{ feature: 'on', ...variants }])).toBe(true);
  });

  test('must hold the variant of the parent', () => {
    expect(isOn([{ feature: 'red', variants: ['blue', 'red'] }])).toBe(true);
    expect(isOn([{ feature: 'red', variants: ['blue'] }])).toBe(false);
    expect(isOn([{ feature: 'on', variants: ['red'] }])).toBe(false);
  });

  test('need the parent enabled', () => {
    expect(isOn([{ feature: 'red-off', variants: ['red'] }])).toBe(false);
    expect(isOn([{ feature: 'off', variants: ['disabled'] }])).toBe(false);
  });

  test('are ignored with enabled: false', () => {
    expect(isOn([{ feature: 'red-off', enabled: false, variants: ['blue'] }])).toBe(true);
    expect(isOn([{ feature: 'red', enabled: false, variants: ['blue'] }])).toBe(false);
  });
});

test('rule 24: a malformed parent is off', () => {
  expect(isOn([{ feature: 'broken' }])).toBe(false);
  expect(isOn([{ feature: 'broken', enabled: false }])).toBe(true);
});

test.each([
  [{}],
  [[7]],
  [[null]],
  [[{ feature: 7 }]],
  [[{ feature: 'on', enabled: 'yes' }]],
  [[{ feature: 'on', variants: 'red' }]],
  [[{ feature: 'on', variants: [7] }]],
  ['on'],
])('rule 27: the malformed dependencies %o turn the flag off', (dependencies) => {
  const { evaluation, issues } = childOf(dependencies);
  expect(evaluation).toMatchObject({ enabled: false, reason: 'malformed' });
  expect(issues.filter(({ path }) => path.startsWith('features[0].dependencies'))).toHaveLength(1);
});

test.each([[[]], [null], [undefined]])('dependencies of %o are none', (dependencies) => {
  expect(isOn(dependencies)).toBe(true);
});

test('a disabled flag is disabled before its parents are asked', () => {
  expect(childOf([{ feature: 'off' }], {}, { enabled: false }).evaluation.reason).toBe('disabled');
});

test('rule 28: a parent may have any name', () => {
  for (const feature of ['__proto__', 'constructor', '']) {
    expect(isOn([{ feature }])).toBe(false);
    const features = [
      { name: 'flag', enabled: true, dependencies: [{ feature }] },
      { name: feature, enabled: true },
    ];
    expect(evaluate(flagSetOf({ features }).flagSet, 'flag').enabled).toBe(true);
  }
});
