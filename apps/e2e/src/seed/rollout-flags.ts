import { asByteText } from '../oracle/utf8-oracle';
import type { SeedFlag } from './seed-flag';

const rollout = (percentage: string, stickiness: string, groupId: string) => ({
  name: 'flexibleRollout',
  parameters: { rollout: percentage, stickiness, groupId },
});

const edges: readonly SeedFlag[] = ['0', '1', '50', '99', '100'].flatMap((percentage) =>
  ['default', 'userId', 'sessionId', 'tenant', 'random'].map((stickiness) => ({
    name: `rollout.${stickiness}.${percentage}`,
    strategies: [rollout(percentage, stickiness, `rollout.${stickiness}`)],
  })),
);

const foreignGroup = 'größe-日本-😀';

/** Rollouts: every stickiness at the edges and in the middle, groups of many spellings, and the three old gradual strategies. */
export const rolloutFlags: readonly SeedFlag[] = [
  ...edges,
  { name: 'rollout.shared-group.a', strategies: [rollout('37', 'default', 'shared')] },
  { name: 'rollout.shared-group.b', strategies: [rollout('37', 'default', 'shared')] },
  { name: 'rollout.fraction', strategies: [rollout('33.3', 'userId', 'fraction')] },
  { name: 'rollout.group-with-colon', strategies: [rollout('50', 'userId', 'a:b:c')] },
  { name: 'rollout.group-of-500', strategies: [rollout('50', 'userId', 'x'.repeat(500))] },
  {
    name: 'rollout.group-not-ascii',
    strategies: [rollout('50', 'default', foreignGroup)],
    oracle: 'rollout.group-not-ascii.bytes',
  },
  {
    name: 'rollout.group-not-ascii.bytes',
    strategies: [rollout('50', 'default', asByteText(foreignGroup))],
    isOracle: true,
  },
  ...['1', '50', '99'].flatMap((percentage): SeedFlag[] => [
    {
      name: `gradual.user.${percentage}`,
      strategies: [{ name: 'gradualRolloutUserId', parameters: { percentage, groupId: 'gradual' } }],
    },
    {
      name: `gradual.session.${percentage}`,
      strategies: [{ name: 'gradualRolloutSessionId', parameters: { percentage, groupId: 'gradual' } }],
    },
  ]),
  ...['0', '50', '100'].map((percentage) => ({
    name: `gradual.random.${percentage}`,
    strategies: [{ name: 'gradualRolloutRandom', parameters: { percentage } }],
  })),
];
