import { type CompiledFlag, type Context, createFullContext, type Evaluation } from '@unleash-client/core';
import type { EventBus } from '@unleash-client/events';
import type { EvaluationWorld } from './create-world';

/** Tells who asked for what; for flags that want that to be told (rule 30). Builds nothing that nobody hears. */
export interface Impressions {
  ofFlag(flag: CompiledFlag<unknown>, enabled: boolean, context: Context): void;
  ofVariant(
    flag: CompiledFlag<unknown>,
    evaluation: Pick<Evaluation, 'enabled' | 'variant'>,
    context: Context,
  ): void;
}

export function createImpressions(bus: EventBus, world: EvaluationWorld): Impressions {
  const { now, appName, environment } = world;
  const fullContext = createFullContext({ now, appName, environment });
  return {
    ofFlag({ definition }, enabled, context) {
      if (!bus.isWanted('feature_flag')) return;
      const featureName = definition.name;
      bus.emit({ eventType: 'feature_flag', featureName, enabled, context: fullContext(context) });
    },
    ofVariant({ definition }, { enabled, variant }, context) {
      if (!bus.isWanted('variant')) return;
      const featureName = definition.name;
      bus.emit({ eventType: 'variant', featureName, enabled, variant, context: fullContext(context) });
    },
  };
}
