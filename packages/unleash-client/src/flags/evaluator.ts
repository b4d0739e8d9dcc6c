import {
  type CompiledFlag,
  type Context,
  createFullContext,
  type Evaluation,
  type Explanation,
  explain,
  FLAG_OFF,
  toContext,
  unanswered,
  type Variant,
} from '@unleash-client/core';
import type { EventBus } from '@unleash-client/events';
import type { Reporter } from '../report/reporter';
import type { EvaluationWorld } from './create-world';
import { askFallback, askFallbackVariant, type Fallback, type FallbackVariant } from './fallback';
import type { FlagStore } from './flag-store';

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

export function createEvaluator({ store, bus, reporter, world }: EvaluatorOptions): Evaluator {
  const fullContext = createFullContext({
    now: world.now,
    appName: world.appName,
    environment: world.environment,
  });

  const answer = (evaluation: Evaluation, context: Context, fallback: Fallback | undefined): Evaluation => {
    if (fallback === undefined) return evaluation;
    const enabled = askFallback(fallback, evaluation.flag, context, reporter);
    const variant = enabled ? { ...FLAG_OFF, feature_enabled: true } : FLAG_OFF;
    return Object.freeze({ ...evaluation, enabled, variant: Object.freeze(variant), fallback: true });
  };
  const unknown = (name: string): Evaluation =>
    unanswered(name, store.source === undefined ? 'not-ready' : 'not-found');

  const evaluate: Evaluator['evaluate'] = (name, given, fallback) => {
    const context = toContext(given);
    const flag = store.flags.get(name);
    if (flag === undefined) return answer(unknown(name), context, fallback);
    const evaluation = flag.decide(context).complete(context);
    const answered = evaluation.reason === 'error' ? answer(evaluation, context, fallback) : evaluation;
    if (isImpression(flag)) sendVariant(answered, context);
    return answered;
  };
  const isImpression = ({ definition }: CompiledFlag): boolean => definition.impressionData === true;
  const sendVariant = ({ flag, enabled, variant }: Evaluation, context: Context) => {
    if (!bus.isWanted('variant')) return;
    bus.emit({ eventType: 'variant', featureName: flag, enabled, variant, context: fullContext(context) });
  };
  const sendFlag = (featureName: string, enabled: boolean, context: Context) => {
    if (!bus.isWanted('feature_flag')) return;
    bus.emit({ eventType: 'feature_flag', featureName, enabled, context: fullContext(context) });
  };

  return {
    evaluate,
    isEnabled(name, given, fallback) {
      const context = toContext(given);
      const flag = store.flags.get(name);
      if (flag === undefined) return fallback !== undefined && askFallback(fallback, name, context, reporter);
      const decision = flag.decide(context);
      const enabled =
        decision.reason === 'error' && fallback !== undefined
          ? askFallback(fallback, name, context, reporter)
          : decision.enabled;
      if (isImpression(flag)) sendFlag(name, enabled, context);
      return enabled;
    },
    getVariant(name, given, fallback) {
      const context = toContext(given);
      const flag = store.flags.get(name);
      const evaluation = flag?.decide(context).complete(context);
      const isAnswered = evaluation !== undefined && evaluation.reason !== 'error';
      const variant =
        isAnswered || fallback === undefined
          ? evaluation?.variant
          : askFallbackVariant(fallback, name, reporter);
      if (evaluation !== undefined && flag !== undefined && isImpression(flag)) {
        sendVariant({ ...evaluation, variant: variant ?? evaluation.variant }, context);
      }
      return variant ?? FLAG_OFF;
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
