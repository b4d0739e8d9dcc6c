import { type Context, createFullContext, type Evaluation, type FlagDefinition } from '@unleash-client/core';
import type { EventBus } from '@unleash-client/events';
import type { EvaluationWorld } from './create-world';

/** Tells who asked for what; for flags that want that to be told (rule 30). Builds nothing that nobody hears. */
export interface Impressions {
  ofFlag(definition: FlagDefinition, enabled: boolean, context: Context): void;
  ofVariant(
    definition: FlagDefinition,
    evaluation: Pick<Evaluation, 'enabled' | 'variant'>,
    context: Context,
  ): void;
}

export function createImpressions(bus: EventBus, world: EvaluationWorld): Impressions {
  const { now, appName, environment } = world;
  const fullContext = createFullContext({ now, appName, environment });
  return {
    ofFlag({ name: featureName }, enabled, context) {
      if (!bus.isWanted('feature_flag')) return;
      bus.emit({ eventType: 'feature_flag', featureName, enabled, context: fullContext(context) });
    },
    ofVariant({ name: featureName }, { enabled, variant }, context) {
      if (!bus.isWanted('variant')) return;
      bus.emit({ eventType: 'variant', featureName, enabled, variant, context: fullContext(context) });
    },
  };
}
