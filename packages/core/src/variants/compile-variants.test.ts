import { describe, expect, test } from 'vitest';
import type { Context } from '../context/context';
import { evaluate } from '../evaluate';
import { flagSetOf } from '../flag-set-of.testing';
import { referenceHash } from '../hashing/reference-hash.testing';

const SEED = 86_028_157;
const users = Array.from({ length: 200 }, (_, index) => `user-ü-${index}`);
const weighted = (name: string, weight: number, more: object = {}) => ({ name, weight, ...more });
const red = weighted('red', 100);
const blue = weighted('blue', 300);

/** Variant of a flag called `flag`, whose parts may be given. */
const variantOf = (flag: object, context: object = {}, random = () => 0.5) =>
  evaluate(
    flagSetOf({ features: [{ name: 'flag', enabled: true, ...flag }] }, { random }).flagSet,
    'flag',
    context as Context,
  ).variant;

/** A flag with variants of its own, or of its one strategy. */
const own = (...variants: object[]) => ({ variants });
const ofStrategy =
  (parameters: object = {}) =>
  (...variants: object[]) => ({
    strategies: [{ name: 'flexibleRollout', parameters: { rollout: '100', ...parameters }, variants }],
  });

/** What red (100) and blue (300) come to for an id, by the second murmur3. */
const expected = (group: string, id: string) => (referenceHash(group, id, 400, SEED) <= 100 ? 'red' : 'blue');

describe.each([
  ['feature', own, 'flag'],
  ['strategy', ofStrategy({ groupId: 'grp' }), 'grp'],
])('of %s variants', (_, withVariants, group) => {
  test('rules 1 and 25: the first whose cumulative weight reaches the hash is picked', () => {
    for (const userId of users) {
      expect(variantOf(withVariants(red, blue), { userId }).name).toBe(expected(group, userId));
    }
  });

  test('rule 25: one of weight 0 is never picked', () => {
    for (const userId of users) {
      const { name } = variantOf(withVariants(weighted('none', 0), red, weighted('none', 0), blue), {
        userId,
      });
      expect(name).toBe(expected(group, userId));
    }
  });

  test('rule 25: there is none when the total weight is 0', () => {
    const flag = withVariants(weighted('a', 0), weighted('b', 0));
    expect(variantOf(flag, { userId: '7' })).toEqual({
      name: 'disabled',
      enabled: false,
      feature_enabled: true,
    });
  });

  test('rule 2: stickiness default takes userId, then sessionId, then chance, not the remoteAddress', () => {
    for (const id of users) {
      expect(variantOf(withVariants(red, blue), { userId: id, sessionId: 'other' }).name).toBe(
        expected(group, id),
      );
      expect(variantOf(withVariants(red, blue), { userId: '', sessionId: id }).name).toBe(
        expected(group, id),
      );
      expect(variantOf(withVariants(red, blue), { remoteAddress: id }, () => 0.2).name).toBe('red');
      expect(variantOf(withVariants(red, blue), { remoteAddress: id }, () => 0.3).name).toBe('blue');
    }
  });

  test.each([
    ['rule 3: random', 'random', { userId: '7', random: 'fixed', properties: { random: 'fixed' } }],
    ['rule 4: a custom stickiness whose field is missing', 'tenant', { userId: '7' }],
  ])('%s picks uniformly at random', (__, stickiness, context) => {
    const flag = withVariants({ ...red, stickiness }, blue);
    const names = Array.from(
      { length: 400 },
      (___, call) => variantOf(flag, context, () => (call + 0.5) / 400).name,
    );
    expect(names.filter((name) => name === 'red')).toHaveLength(100);
    expect(variantOf(flag, context, () => 0).name).toBe('red');
    expect(variantOf(flag, context, () => 1 - Number.EPSILON / 2).name).toBe('blue');
  });

  test('rule 5: the number 0 is an id', () => {
    const flag = withVariants(...Array.from({ length: 50 }, (__, index) => weighted(`v${index}`, 1)));
    const index = referenceHash(group, '0', 50, SEED) - 1;
    expect(variantOf(flag, { userId: 0 }).name).toBe(`v${index}`);
  });

  test('rule 7: the stickiness of the first decides for all', () => {
    const flag = withVariants({ ...red, stickiness: 'tenant' }, { ...blue, stickiness: 'userId' });
    for (const tenant of users) {
      expect(variantOf(flag, { userId: '7', properties: { tenant } }).name).toBe(expected(group, tenant));
    }
  });

  test('rule 25: an override comes before the weights', () => {
    const forced = weighted('forced', 0, { overrides: [{ contextName: 'userId', values: ['7', '8'] }] });
    for (const userId of ['7', '8', 7])
      expect(variantOf(withVariants(red, blue, forced), { userId }).name).toBe('forced');
    expect(variantOf(withVariants(red, blue, forced), { userId: '9' }).name).not.toBe('forced');
  });

  test('rule 25: a payload travels as it is, and is frozen', () => {
    const payload = { type: 'json', value: '{"a":[1]}' };
    const variant = variantOf(withVariants({ ...red, payload }), { userId: '7' });
    expect(variant).toEqual({ name: 'red', enabled: true, payload, feature_enabled: true });
    expect([variant, variant.payload].map(Object.isFrozen)).toEqual([true, true]);
  });

  test('rule 28: names are any strings', () => {
    for (const name of ['__proto__', 'constructor', '', 'x'.repeat(2 ** 20)]) {
      expect(variantOf(withVariants(weighted(name, 1)), { userId: '7' })).toMatchObject({
        name,
        enabled: true,
      });
    }
  });
});

test.each([{}, { groupId: '' }, { groupId: null }])(
  "rule 6: the flag's name stands in for the groupId of strategy variants that is %o",
  (groupId) => {
    for (const userId of users) {
      expect(variantOf(ofStrategy(groupId)(red, blue), { userId }).name).toBe(expected('flag', userId));
    }
  },
);

test("rule 7: strategy variants take the strategy's stickiness when the first names none", () => {
  for (const stickiness of [undefined, null, '']) {
    const flag = ofStrategy({ groupId: 'grp', stickiness: 'tenant' })({ ...red, stickiness }, blue);
    for (const tenant of users)
      expect(variantOf(flag, { userId: '7', tenant }).name).toBe(expected('grp', tenant));
  }
});

test("rule 7: the first strategy variant's stickiness, also default, beats the strategy's", () => {
  const flag = ofStrategy({ groupId: 'grp', stickiness: 'tenant' })({ ...red, stickiness: 'default' }, blue);
  for (const userId of users)
    expect(variantOf(flag, { userId, tenant: '7' }).name).toBe(expected('grp', userId));
});

test('rule 7: feature variants know no stickiness of a strategy', () => {
  const strategies = [{ name: 'flexibleRollout', parameters: { rollout: '100', stickiness: 'tenant' } }];
  for (const userId of users) {
    const { name } = variantOf({ strategies, variants: [red, blue] }, { userId, tenant: '7' });
    expect(name).toBe(expected('flag', userId));
  }
});

test.each([{ variants: [] }, { variants: null }, {}])(
  'rule 25: strategy variants %o leave it to the feature variants',
  (variants) => {
    const flag = { strategies: [{ name: 'default', ...variants }], variants: [red] };
    expect(variantOf(flag).name).toBe('red');
  },
);

test('rule 25: strategy variants hide the feature variants', () => {
  expect(variantOf({ ...ofStrategy()(blue), variants: [red] }, { userId: '7' }).name).toBe('blue');
});

test('rule 25: the variants of the strategy that passes count, not those of the others', () => {
  const strategies = [
    { name: 'userWithId', parameters: { userIds: '7' }, variants: [red] },
    { name: 'default', variants: [blue] },
  ];
  expect(variantOf({ strategies }, { userId: '7' }).name).toBe('red');
  expect(variantOf({ strategies }, { userId: '8' }).name).toBe('blue');
});

test('rule 25: an enabled flag without variants says that the feature is enabled, a disabled one that it is not', () => {
  expect(variantOf({})).toEqual({ name: 'disabled', enabled: false, feature_enabled: true });
  expect(variantOf({ variants: [] })).toEqual({ name: 'disabled', enabled: false, feature_enabled: true });
  expect(variantOf({ enabled: false })).toEqual({ name: 'disabled', enabled: false, feature_enabled: false });
  expect(variantOf({ enabled: false, variants: [red] })).toEqual({
    name: 'disabled',
    enabled: false,
    feature_enabled: false,
  });
});

test('rule 25: an override also works when the total weight is 0', () => {
  const forced = weighted('forced', 0, { overrides: [{ contextName: 'userId', values: ['7'] }] });
  expect(variantOf(own(forced), { userId: '7' }).name).toBe('forced');
});

test('rule 25: overrides read any field, and the defaults of the client', () => {
  const forced = (contextName: string) =>
    own(red, weighted('forced', 0, { overrides: [{ contextName, values: ['x'] }] }));
  expect(variantOf(forced('tenant'), { properties: { tenant: 'x' } }).name).toBe('forced');
  expect(variantOf(forced('tenant'), {}).name).toBe('red');
  const { flagSet } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, ...forced('appName') }] },
    { appName: 'x' },
  );
  expect(evaluate(flagSet, 'flag').variant.name).toBe('forced');
});
