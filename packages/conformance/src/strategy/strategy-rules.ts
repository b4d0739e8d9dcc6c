import type { Rule } from '../rule';
import { exampleRules } from './example-rules';
import { robustnessRules } from './robustness-rules';
import type { StrategyBench } from './strategy-bench';
import type { StrategyRule } from './strategy-rule';

/** All rules, in the order in which they are registered. */
export const strategyRules: Readonly<Record<StrategyRule, Rule<StrategyBench>>> = {
  ...robustnessRules,
  ...exampleRules,
};
