import type { Rule } from '../rule';
import type { StrategyBench } from './strategy-bench';

/** The id of a rule of the `Strategy` contract, by which `skip` names it. */
export type StrategyRule =
  | 'shape'
  | 'odd-parameters'
  | 'odd-contexts'
  | 'inputs-kept'
  | 'deterministic'
  | 'flags-apart'
  | 'both-answers'
  | 'examples'
  | 'examples-in-flag';

/** Some of the rules by their ids. */
export type StrategyRules = Readonly<Partial<Record<StrategyRule, Rule<StrategyBench>>>>;
