import type { Strategy } from '@unleash-client/core';
import type { StrategyExample } from './strategy-example';

/** What a rule works with. */
export interface StrategyBench {
  readonly create: () => Strategy;
  readonly examples: readonly StrategyExample[];
}
