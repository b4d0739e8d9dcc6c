import type { SeedFlag } from './seed-flag';

const depends = (name: string, ...dependencies: NonNullable<SeedFlag['dependencies']>): SeedFlag => ({
  name,
  strategies: [{ name: 'default' }],
  dependencies,
});

/** Flags with parents: on, off, by variant, half rolled out, and a parent that has conditions. */
export const dependencyFlags: readonly SeedFlag[] = [
  depends('child.of-on', { feature: 'strategy.default' }),
  depends('child.of-off', { feature: 'strategy.off' }),
  depends('child.of-half', { feature: 'rollout.default.50' }),
  depends('child.of-constraint', { feature: 'constraint.IN' }),
  depends('child.of-segment', { feature: 'segment.two' }),
  depends('child.of-variant', { feature: 'variant.strategy.default', variants: ['blue', 'green'] }),
  depends('child.of-flag-variant', { feature: 'variant.flag.userId', variants: ['red'] }),
  depends('child.of-override', { feature: 'variant.flag.override', variants: ['chosen'] }),
  depends('child.of-unknown-variant', { feature: 'variant.strategy.default', variants: ['mauve'] }),
  depends('child.of-custom', { feature: 'strategy.custom' }),
  depends('child.of-random', { feature: 'rollout.random.50' }),
  depends('child.when-parent-is-off', { feature: 'strategy.off', enabled: false }),
  depends('child.when-parent-does-not-match', { feature: 'constraint.STR_CONTAINS', enabled: false }),
  {
    name: 'child.with-conditions',
    dependencies: [{ feature: 'variant.strategy.per-strategy', variants: ['large', 'blue'] }],
    strategies: [
      {
        name: 'flexibleRollout',
        parameters: { rollout: '50', stickiness: 'default', groupId: 'child' },
        constraints: [{ contextName: 'email', operator: 'STR_CONTAINS', values: ['@'] }],
        variants: [
          { name: 'left', weight: 0, weightType: 'variable', stickiness: 'default' },
          { name: 'right', weight: 0, weightType: 'variable', stickiness: 'default' },
        ],
      },
    ],
  },
];
