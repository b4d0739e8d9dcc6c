import type { Context, Parameters } from '@unleash-client/core';

/** One answer that a strategy has to give. */
export interface StrategyExample {
  readonly parameters: Parameters;
  readonly context: Context;
  /** Whether the strategy turns a flag on. */
  readonly enabled: boolean;
}
