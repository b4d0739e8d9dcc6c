import type { Strategy } from '@unleash-client/core';
import { checkFunction, checkSkip } from '../check-options';
import { registerRules } from '../register-rules';
import type { TestFunction } from '../test-function';
import type { StrategyExample } from './strategy-example';
import type { StrategyRule } from './strategy-rule';
import { strategyRules } from './strategy-rules';

/** What {@link strategyConformance} needs to know. */
export interface StrategyConformanceOptions {
  /** Your runner's `test` or `it`. */
  readonly test: TestFunction;
  /** Makes the strategy; called several times a rule. */
  readonly create: () => Strategy;
  /** Questions with their answers, at least one of each; their names and values also make the odd questions. */
  readonly examples?: readonly StrategyExample[] | undefined;
  /** Rules that do not apply, such as `deterministic` and `flags-apart` to a strategy that throws dice. Default: none. */
  readonly skip?: readonly StrategyRule[] | undefined;
}

/**
 * Registers a test for each rule of the `Strategy` contract. Contexts arrive as a client hands them over, with `appName`,
 * `environment` and `currentTime` filled in and without fields that hold nothing.
 * @throws TypeError for a name in `skip` that is no rule, and for functions that are none.
 */
export function strategyConformance({
  test,
  create,
  examples = [],
  skip = [],
}: StrategyConformanceOptions): void {
  checkFunction('test', test);
  checkFunction('create', create);
  checkSkip(skip, Object.keys(strategyRules));
  // Without examples there is nothing that the rules about single ones could find wrong; `both-answers` asks for some.
  const needExamples: readonly string[] = examples.length > 0 ? [] : ['examples', 'examples-in-flag'];
  const skipped = new Set<string>([...skip, ...needExamples]);
  const rules = Object.entries(strategyRules).filter(([id]) => !skipped.has(id));
  registerRules(test, rules, (check) => check({ create, examples }));
}
