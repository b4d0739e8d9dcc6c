import type { AdminVariant } from '../admin-api';
import type { SeedFlag } from './seed-flag';

const variant = (name: string, stickiness: string, more: Partial<AdminVariant> = {}): AdminVariant => ({
  name,
  weight: 0,
  weightType: 'variable',
  stickiness,
  ...more,
});

const colours = (stickiness: string): readonly AdminVariant[] => [
  variant('blue', stickiness, { payload: { type: 'string', value: 'blå – 青' } }),
  variant('green', stickiness, { payload: { type: 'json', value: '{"hex":"#00ff00","n":[1,2.5,null]}' } }),
  variant('red', stickiness, { payload: { type: 'csv', value: 'a,b,"c d"' } }),
  variant('yellow', stickiness, { payload: { type: 'number', value: '7.25' } }),
];

const everybody = (groupId: string) => ({
  name: 'flexibleRollout',
  parameters: { rollout: '100', stickiness: 'default', groupId },
});

const stickinesses = ['default', 'userId', 'sessionId', 'tenant', 'random'];

/** Variants on strategies and on the flag, every stickiness and payload type, fixed weights, overrides. */
export const variantFlags: readonly SeedFlag[] = [
  ...stickinesses.flatMap((stickiness): SeedFlag[] => [
    {
      name: `variant.strategy.${stickiness}`,
      strategies: [{ ...everybody(`strategy-${stickiness}`), variants: colours(stickiness) }],
    },
    { name: `variant.flag.${stickiness}`, strategies: [{ name: 'default' }], variants: colours(stickiness) },
  ]),
  {
    name: 'variant.strategy.single',
    strategies: [{ ...everybody('single'), variants: [variant('only', 'default')] }],
  },
  {
    name: 'variant.strategy.fixed',
    strategies: [
      {
        ...everybody('fixed'),
        variants: [
          variant('one-per-mille', 'userId', { weight: 1, weightType: 'fix' }),
          variant('rest', 'userId'),
          variant('third', 'userId', { weight: 333, weightType: 'fix' }),
        ],
      },
    ],
  },
  {
    name: 'variant.strategy.per-strategy',
    strategies: [
      {
        ...everybody('first'),
        constraints: [{ contextName: 'plan', operator: 'IN', values: ['pro'] }],
        variants: colours('default'),
      },
      {
        ...everybody('second'),
        constraints: [{ contextName: 'cartTotal', operator: 'NUM_GT', value: '5' }],
        variants: [variant('large', 'default'), variant('small', 'default')],
      },
      { ...everybody('third') },
    ],
  },
  {
    name: 'variant.strategy.half',
    strategies: [
      {
        name: 'flexibleRollout',
        parameters: { rollout: '50', stickiness: 'userId', groupId: 'half' },
        variants: colours('userId'),
      },
    ],
  },
  {
    name: 'variant.strategy-before-flag',
    strategies: [
      {
        ...everybody('before'),
        constraints: [{ contextName: 'plan', operator: 'IN', values: ['pro', 'free'] }],
        variants: [variant('from-strategy', 'default')],
      },
      { name: 'default' },
    ],
    variants: [variant('from-flag', 'default')],
  },
  {
    name: 'variant.flag.override',
    strategies: [{ name: 'default' }],
    variants: [
      variant('chosen', 'default', {
        weight: 0,
        weightType: 'fix',
        overrides: [
          { contextName: 'userId', values: ['ada', '7', 'josé'] },
          { contextName: 'plan', values: ['enterprise', '企業'] },
        ],
      }),
      variant('other', 'default', { overrides: [{ contextName: 'plan', values: ['free'] }] }),
      variant('third', 'default'),
    ],
  },
  {
    name: 'variant.flag.on-rollout',
    strategies: [
      { name: 'flexibleRollout', parameters: { rollout: '50', stickiness: 'sessionId', groupId: 'flagged' } },
    ],
    variants: colours('sessionId'),
  },
  { name: 'variant.flag.off', on: false, strategies: [{ name: 'default' }], variants: colours('default') },
];
