import { describe, expect, test } from 'vitest';
import type { Conversion, FlagForm } from './conversion';
import { fromFlag } from './from-flag';
import { noOrigin } from './origin';

const segmentId = (name: string) => (name === 'staff' ? 4 : undefined);
const convert = (input: unknown, form: FlagForm = 'shorthand') => {
  const conversion: Conversion = { form, origin: noOrigin, segmentId };
  return fromFlag('beta', input, ['flags', 'beta'], conversion);
};
const strategiesOf = (input: unknown) => convert(input).definition.strategies;

describe('a flag in shorthand', () => {
  test('looks like one that was switched on in Unleash', () => {
    expect(convert(true).definition).toEqual({
      name: 'beta',
      type: 'release',
      enabled: true,
      project: 'default',
      stale: false,
      strategies: [
        {
          name: 'flexibleRollout',
          constraints: [],
          parameters: { groupId: 'beta', rollout: '100', stickiness: 'default' },
          variants: [],
        },
      ],
      variants: [],
      description: null,
      impressionData: false,
    });
  });

  test('is off when it says false, and on when it says nothing', () => {
    expect(convert(false).definition.enabled).toBe(false);
    expect(convert({}).definition.enabled).toBe(true);
  });

  test('is one gradual rollout made of its own keys', () => {
    const flag = {
      rollout: 25,
      stickiness: 'orgId',
      groupId: 'g',
      constraints: { plan: 'pro' },
      segments: ['staff', 9],
    };
    expect(strategiesOf(flag)).toMatchObject([
      {
        name: 'flexibleRollout',
        parameters: { rollout: '25', stickiness: 'orgId', groupId: 'g' },
        constraints: [{ contextName: 'plan' }],
        segments: [4, 9],
      },
    ]);
  });

  test('has the strategies that it lists, by name or by what they say', () => {
    const strategies = [
      'default',
      { rollout: 5 },
      { name: 'userWithId', parameters: { userIds: ['ada', 7], strict: true } },
      { name: 'flexibleRollout', parameters: { rollout: 30 } },
      { segments: ['staff'], variants: { a: 1 } },
    ];
    expect(strategiesOf({ strategies })).toMatchObject([
      { name: 'default', parameters: {} },
      { name: 'flexibleRollout', parameters: { rollout: '5', groupId: 'beta' } },
      { name: 'userWithId', parameters: { userIds: 'ada,7', strict: 'true' } },
      { name: 'flexibleRollout', parameters: { rollout: '30' } },
      { name: 'flexibleRollout', segments: [4], variants: [{ name: 'a' }] },
    ]);
  });

  test('lets its variants stick the way it does itself', () => {
    const { definition } = convert({ stickiness: 'orgId', variants: { a: 1, b: { stickiness: 'random' } } });
    expect(definition.variants).toMatchObject([{ stickiness: 'orgId' }, { stickiness: 'random' }]);
  });

  test('names the flags it depends on, or says more about them', () => {
    const dependencies = ['parent', { feature: 'other', variants: ['red'] }];
    expect(convert({ dependencies }).definition.dependencies).toEqual([
      { feature: 'parent', enabled: true, variants: [] },
      { feature: 'other', variants: ['red'] },
    ]);
  });

  test('keeps its tags to itself, since servers do not send them', () => {
    const flag = convert({ tags: ['simple:backend', { type: 'team', value: 'a:b' }] });
    expect(flag.tags).toEqual(['simple:backend', 'team:a:b']);
    expect(flag.definition).not.toHaveProperty('tags');
  });

  test.each([
    [{ rollou: 25 }, /^flags\.beta\.rollou: unknown key; the keys known here are enabled, rollout, /],
    [{ strategies: [{ rollou: 25 }] }, /^flags\.beta\.strategies\[0\]\.rollou: unknown key/],
    [{ rollout: 101 }, 'flags.beta.rollout: expected a percentage from 0 to 100, got 101'],
    [{ rollout: '25' }, 'flags.beta.rollout: expected a percentage from 0 to 100, got "25"'],
    [{ rollout: 5, strategies: ['default'] }, 'flags.beta.rollout: belongs into one of the strategies'],
    [
      { strategies: [{ name: 'default', rollout: 5 }] },
      'flags.beta.strategies[0].rollout: only flexibleRollout has it',
    ],
    [{ strategies: 'default' }, 'flags.beta.strategies: expected a list of strategies, got "default"'],
    [
      { strategies: [{ parameters: { a: { b: 1 } } }] },
      'flags.beta.strategies[0].parameters.a: expected a text',
    ],
    [{ segments: ['stuff'] }, 'flags.beta.segments[0]: expected the name or id of a segment, got "stuff"'],
    [{ tags: ['backend'] }, 'flags.beta.tags[0]: expected a tag such as "simple:backend", got "backend"'],
    [{ name: 'alpha' }, 'flags.beta.name: expected "beta", got "alpha"'],
    [{ stickiness: 3 }, 'flags.beta.stickiness: expected a text, got 3'],
    [{ dependencies: 'parent' }, 'flags.beta.dependencies: expected a list of flags, got "parent"'],
    ['yes', 'flags.beta: expected true, false or a map, got "yes"'],
    [null, 'flags.beta: expected true, false or a map, got nothing'],
  ])('is refused when it says %j', (input, message) => {
    expect(() => convert(input)).toThrow(message);
  });
});

describe('a flag in wire form', () => {
  test('is kept as it is, keys that nobody knows included', () => {
    const flag = {
      name: 'beta',
      enabled: true,
      lastSeenAt: null,
      strategies: [
        { name: 'default', id: 'x', constraints: [{ operator: 'IN', contextName: 'a', values: [] }] },
      ],
      variants: [{ name: 'one', weight: 1000 }],
    };
    expect(convert(flag, 'wire').definition).toEqual(flag);
  });

  test('has texts where numbers were written', () => {
    const strategies = [{ name: 'flexibleRollout', parameters: { rollout: 50 } }];
    expect(convert({ name: 'beta', enabled: true, strategies }, 'wire').definition.strategies).toEqual([
      { name: 'flexibleRollout', parameters: { rollout: '50' } },
    ]);
  });
});
