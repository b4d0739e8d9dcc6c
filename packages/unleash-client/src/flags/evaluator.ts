import {
  type AbsentFlag,
  type CompiledFlag,
  type Context,
  type Evaluation,
  type Explanation,
  explain,
  FLAG_OFF,
  FLAG_ON,
  toContext,
  unanswered,
  type Variant,
} from '@unleash-client/core';
import type { EventBus } from '@unleash-client/events';
import type { Counter } from '../metrics/counting';
import type { Reporter } from '../report/reporter';
import type { EvaluationWorld } from './create-world';
import { askFallback, askFallbackVariant, type Fallback, type FallbackVariant } from './fallback';
import type { FlagStore } from './flag-store';
import { createImpressions } from './impressions';

export interface EvaluatorOptions {
  readonly store: FlagStore;
  readonly bus: EventBus;
  readonly reporter: Reporter;
  readonly world: EvaluationWorld;
}

/** Answers the application's questions from the flags in use. Touches memory only and never throws. */
export interface Evaluator {
  isEnabled(name: string, context: Context | undefined, fallback: Fallback | undefined): boolean;
  getVariant(name: string, context: Context | undefined, fallback: FallbackVariant | undefined): Variant;
  evaluate(name: string, context: Context | undefined, fallback: Fallback | undefined): Evaluation;
  evaluateAll(context: Context | undefined): Map<string, Evaluation>;
  explain(name: string, context: Context | undefined): Explanation;
}

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { store, bus, reporter } = options;
  const impressions = createImpressions(bus, options.world);

  /** What a fallback makes of a flag that cannot answer (rule 26). */
  const answer = (evaluation: Evaluation, context: Context, fallback: Fallback | undefined): Evaluation => {
    if (fallback === undefined) return evaluation;
    const enabled = askFallback(fallback, evaluation.flag, context, reporter);
    return Object.freeze({ ...evaluation, enabled, variant: enabled ? FLAG_ON : FLAG_OFF, fallback: true });
  };
  const unknown = (name: string): Evaluation =>
    unanswered(name, store.source === undefined ? 'not-ready' : 'not-found');
  /** Counts by what the caller was told (rule 29). */
  const count = (name: string, counter: Counter | undefined, enabled: boolean, variant?: string) => {
    counter?.count(enabled);
    if (variant !== undefined) counter?.countVariant(variant);
    // By name only: an eventCallback must not cost an event for every evaluation.
    if (bus.heard.count) tellCount(name, enabled, variant);
  };
  /** The same for `isEnabled` of a name that is no flag: where one kind of counter is called, the engine takes the call away. */
  const countUnknown = (name: string, counter: Counter | undefined, enabled: boolean) => {
    counter?.count(enabled);
    if (bus.heard.count) tellCount(name, enabled, undefined);
  };
  const tellCount = (featureName: string, enabled: boolean, variant: string | undefined) =>
    bus.emit({ eventType: 'count', featureName, enabled, ...(variant !== undefined && { variant }) });

  const evaluationOf = (flag: CompiledFlag<Counter> | AbsentFlag<Counter>, context: Context) =>
    flag.definition === undefined ? undefined : flag.decide(context).complete(context);

  return {
    isEnabled(name, given, fallback) {
      const flag = store.flags.find(name);
      if (flag.definition === undefined) {
        const enabled = fallback !== undefined && askFallback(fallback, name, toContext(given), reporter);
        countUnknown(name, flag.tag, enabled);
        return enabled;
      }
      const decision = flag.constant ?? flag.decide(toContext(given));
      const enabled =
        decision.reason === 'error' && fallback !== undefined
          ? askFallback(fallback, name, toContext(given), reporter)
          : decision.enabled;
      count(name, flag.tag, enabled);
      if (flag.definition.impressionData === true)
        impressions.ofFlag(flag.definition, enabled, toContext(given));
      return enabled;
    },
    getVariant(name, given, fallback) {
      const context = toContext(given);
      const flag = store.flags.find(name);
      const evaluation = evaluationOf(flag, context);
      const isAnswered =
        evaluation !== undefined && (evaluation.reason !== 'error' || fallback === undefined);
      const variant = isAnswered
        ? evaluation.variant
        : fallback === undefined
          ? FLAG_OFF
          : askFallbackVariant(fallback, name, reporter);
      count(name, flag.tag, variant.feature_enabled, variant.name);
      if (flag.definition?.impressionData === true) {
        impressions.ofVariant(flag.definition, { enabled: evaluation?.enabled === true, variant }, context);
      }
      return variant;
    },
    evaluate(name, given, fallback) {
      const context = toContext(given);
      const flag = store.flags.find(name);
      const evaluation = evaluationOf(flag, context) ?? unknown(name);
      const isAnswered = flag.definition !== undefined && evaluation.reason !== 'error';
      const answered = isAnswered ? evaluation : answer(evaluation, context, fallback);
      count(name, flag.tag, answered.enabled, answered.variant.name);
      if (flag.definition?.impressionData === true) impressions.ofVariant(flag.definition, answered, context);
      return answered;
    },
    evaluateAll(given) {
      const context = toContext(given);
      const evaluations = new Map<string, Evaluation>();
      for (const name of store.flags.payload.flags.keys()) {
        const evaluation = store.flags.get(name)?.decide(context).complete(context);
        if (evaluation !== undefined) evaluations.set(name, evaluation);
      }
      return evaluations;
    },
    explain(name, context) {
      const explanation = explain(store.flags, name, context);
      return store.flags.get(name) === undefined
        ? { ...explanation, evaluation: unknown(name) }
        : explanation;
    },
  };
}
