import { createBuckets, ROLLOUT_SEED } from '../hashing/hash';
import type { Stickiness } from '../hashing/stickiness';
import { never } from '../operators/never';
import type { BuiltInStrategy } from './built-in-strategies';
import { parameter, percentage } from './parameters';
import { always, type Rule } from './rule';

/** `flexibleRollout`: a share of all ids, sticky on what its parameters say. */
export const flexibleRollout: BuiltInStrategy = (definition, { world, flag }) =>
  compileRollout(
    percentage(definition, 'rollout'),
    world.stickiness(parameter(definition, 'stickiness') ?? ''),
    parameter(definition, 'groupId') || flag,
    world.random,
  );

/** `gradualRolloutUserId` and `gradualRolloutSessionId`: a share of the ids in one field. */
export const gradualRolloutOn =
  (field: 'userId' | 'sessionId'): BuiltInStrategy =>
  (definition, { world, flag }) =>
    compileRollout(
      percentage(definition, 'percentage'),
      world.stickiness(field),
      parameter(definition, 'groupId') || flag,
      world.random,
    );

/** `gradualRolloutRandom`: a share of all calls. */
export const gradualRolloutRandom: BuiltInStrategy = (definition, { world }) =>
  compileRollout(percentage(definition, 'percentage'), { kind: 'random' }, '', world.random);

function compileRollout(
  share: number | undefined,
  stickiness: Stickiness,
  groupId: string,
  random: () => number,
): Rule {
  if (share === undefined || share === 0) return never;
  const byChance: Rule = () => random() * 100 < share;
  if (stickiness.kind === 'random') return share === 100 ? always : byChance;
  // Everybody is in a rollout of 100, but for those who lack the field of a custom stickiness (rule 4).
  if (stickiness.kind === 'default' && share === 100) return always;
  const withoutId = stickiness.kind === 'default' ? byChance : never;
  const { read } = stickiness;
  const bucketOf = createBuckets(groupId, 100, ROLLOUT_SEED);
  return (context) => {
    const id = read(context);
    return id === undefined ? withoutId(context) : bucketOf(id) <= share;
  };
}
