import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate';
import { flagSetOf } from '../flag-set-of.testing';

describe('rule 27: malformed feature variants and overrides are dropped and leave the flag on', () => {
  const sound = { name: 'sound', weight: 1 };

  test.each([
    [{}, 'features[0].variants', undefined],
    ['text', 'features[0].variants', undefined],
    [[null, sound], 'features[0].variants[0]', 'sound'],
    [[{ weight: 1 }, sound], 'features[0].variants[0].name', 'sound'],
    [[{ name: 'a', weight: '1000' }, sound], 'features[0].variants[0].weight', 'sound'],
    [[{ name: 'a', weight: -1 }, sound], 'features[0].variants[0].weight', 'sound'],
    [[{ name: 'a', weight: 1, stickiness: 7 }, sound], 'features[0].variants[0].stickiness', 'sound'],
    [[{ name: 'a', weight: 1, payload: 'x' }, sound], 'features[0].variants[0].payload', 'sound'],
    [
      [{ name: 'a', weight: 1, payload: { type: 'json', value: {} } }, sound],
      'features[0].variants[0].payload',
      'sound',
    ],
    [[{ ...sound, overrides: {} }], 'features[0].variants[0].overrides', 'sound'],
    [[{ ...sound, overrides: [7] }], 'features[0].variants[0].overrides[0]', 'sound'],
    [
      [{ ...sound, overrides: [{ contextName: 7, values: [] }] }],
      'features[0].variants[0].overrides[0]',
      'sound',
    ],
    [
      [{ ...sound, overrides: [{ contextName: 'userId', values: '7' }] }],
      'features[0].variants[0].overrides[0]',
      'sound',
    ],
  ])('%o at %s', (variants, path, name = 'disabled') => {
    const { flagSet, issues } = flagSetOf({ features: [{ name: 'bad', enabled: true, variants }] });
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    expect(evaluate(flagSet, 'bad', { userId: '7' })).toMatchObject({ enabled: true, variant: { name } });
  });

  test('while sound overrides beside them count', () => {
    const overrides = [null, { contextName: 'userId', values: ['7'] }];
    const variants = [sound, { name: 'forced', weight: 0, overrides }];
    const { flagSet } = flagSetOf({ features: [{ name: 'bad', enabled: true, variants }] });
    expect(evaluate(flagSet, 'bad', { userId: '7' }).variant.name).toBe('forced');
  });
});

test.each([{}, 'text', 7, [7], [{}], [{ contextName: 'userId' }]])(
  'rule 27: strategy variants with overrides of %o fail that strategy',
  (overrides) => {
    const variants = [{ name: 'a', weight: 1, overrides }];
    const strategies = [{ name: 'default', variants }, { name: 'default' }];
    const { flagSet, issues } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
    expect(evaluate(flagSet, 'flag', { userId: '7' })).toMatchObject({
      enabled: true,
      strategy: { index: 1 },
    });
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toMatch(/^features\[0\]\.strategies\[0\]\.variants\[0\]\.overrides/);
  },
);
