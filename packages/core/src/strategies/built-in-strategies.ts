import type { StrategyDefinition } from '../definitions';
import type { World } from '../world';
import { applicationHostname, remoteAddress, userWithId } from './list-strategies';
import { flexibleRollout, gradualRolloutOn, gradualRolloutRandom } from './rollout';
import { always, type Rule } from './rule';

/** Compiles a strategy's parameters; `flag` is the name that stands in for a missing `groupId` (rule 6). */
export type BuiltInStrategy = (
  definition: StrategyDefinition,
  at: { readonly world: World; readonly flag: string },
) => Rule;

/** The strategies that every client knows (rule 22). */
export const builtInStrategies: ReadonlyMap<string, BuiltInStrategy> = new Map<string, BuiltInStrategy>([
  ['default', () => always],
  ['userWithId', userWithId],
  ['gradualRolloutUserId', gradualRolloutOn('userId')],
  ['gradualRolloutSessionId', gradualRolloutOn('sessionId')],
  ['gradualRolloutRandom', gradualRolloutRandom],
  ['flexibleRollout', flexibleRollout],
  ['remoteAddress', remoteAddress],
  ['applicationHostname', applicationHostname],
]);

/** The names of the built-in strategies, in the order Unleash lists them. */
export const builtInStrategyNames: readonly string[] = [...builtInStrategies.keys()];
