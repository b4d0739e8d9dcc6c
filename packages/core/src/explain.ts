import type { Context } from './context/context';
import type { ConstraintDefinition } from './definitions';
import { evaluate, toContext } from './evaluate';
import type { Evaluation } from './evaluation';
import type { CompiledFlag, FlagSet } from './flag-set';

/** How one strategy of a flag came out, constraint by constraint. */
export interface StrategyExplanation {
  readonly index: number;
  /** The strategy's name; absent for a malformed one. */
  readonly name?: string;
  /** Whether it passes; `null` when a custom strategy failed to answer. */
  readonly passes: boolean | null;
  /** Its own constraints, then those of its segments; absent when it, or one of its segments, cannot be read. */
  readonly constraints?: readonly { readonly definition: ConstraintDefinition; readonly passes: boolean }[];
}

/** An evaluation with its whole why. */
export interface Explanation {
  readonly evaluation: Evaluation;
  /** Every strategy of the flag, also those behind the first that passes. Empty for a flag that has none or is off. */
  readonly strategies: readonly StrategyExplanation[];
}

/** Explains a flag in a context, for people who ask why. Asks every constraint, so it is slower than evaluating. */
export function explain(flagSet: FlagSet<unknown>, name: string, context?: Context): Explanation {
  const evaluation = evaluate(flagSet, name, context);
  const flag = flagSet.get(name);
  const safe = toContext(context);
  return { evaluation, strategies: flag === undefined ? [] : explainStrategies(flag, safe) };
}

const explainStrategies = ({ strategies }: CompiledFlag<unknown>, context: Context): StrategyExplanation[] =>
  strategies.map((strategy, index) => {
    if (strategy === null) return { index, passes: false };
    const constraints = strategy.constraints?.map(({ definition, test }) => ({
      definition: copyOf(definition),
      passes: test(context),
    }));
    return {
      index,
      name: strategy.definition.name,
      passes: strategy.test(context) ?? null,
      ...(constraints && { constraints }),
    };
  });

/** What is handed out must not be a way into the flags in use. `values` may be anything where an operator needs none. */
const copyOf = (definition: ConstraintDefinition): ConstraintDefinition => ({
  ...definition,
  ...(Array.isArray(definition.values) && { values: [...definition.values] }),
});
