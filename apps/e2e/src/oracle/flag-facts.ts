import type { ConstraintDefinition, FlagDefinition, Payload, VariantDefinition } from '@unleash-client/core';
import { fieldOf, type ServerContext } from './server-context';

/** A place where a flag hashes an id: which stickiness, and whether a missing id means chance. */
export interface Hashing {
  readonly stickiness: string;
  readonly decides: 'flag' | 'variant';
}

/** Every constraint of a flag, those of its segments included. */
export const constraintsOf = (flag: FlagDefinition, payload: Payload): readonly ConstraintDefinition[] =>
  strategiesOf(flag).flatMap((strategy) => [
    ...(strategy.constraints ?? []),
    ...(strategy.segments ?? []).flatMap((id) => payload.segments.get(id)?.constraints ?? []),
  ]);

/** Every context field that decides by its text, overrides included. */
export const fieldsComparedBy = (flag: FlagDefinition, payload: Payload): readonly string[] => [
  ...constraintsOf(flag, payload).map((constraint) => constraint.contextName ?? 'currentTime'),
  ...(flag.variants ?? []).flatMap((variant) =>
    (variant.overrides ?? []).map((override) => override.contextName),
  ),
];

/** Where a flag hashes or rolls dice; a rollout of 0 or 100 and a single variant do neither. */
export const hashingsOf = (flag: FlagDefinition): readonly Hashing[] => [
  ...strategiesOf(flag).flatMap(({ name, parameters, variants }): Hashing[] => {
    const share = Number(parameters?.rollout ?? parameters?.percentage ?? 100);
    const isPartial = share > 0 && share < 100;
    const stickiness = gradualStickiness.get(name) ?? String(parameters?.stickiness ?? 'default');
    return [...(isPartial ? [{ stickiness, decides: 'flag' as const }] : []), ...hashingOfVariants(variants)];
  }),
  ...hashingOfVariants(flag.variants),
];

const gradualStickiness: ReadonlyMap<string, string> = new Map([
  ['gradualRolloutUserId', 'userId'],
  ['gradualRolloutSessionId', 'sessionId'],
  ['gradualRolloutRandom', 'random'],
]);

/** The id that is hashed; `undefined` when there is none, or when chance stands in for it. */
export const hashedId = ({ stickiness }: Hashing, context: ServerContext): string | undefined => {
  if (stickiness === 'random') return undefined;
  if (stickiness === 'default') return fieldOf(context, 'userId') ?? fieldOf(context, 'sessionId');
  return fieldOf(context, stickiness);
};

/** Whether two evaluations may differ: a rollout by a custom field that is missing is off for certain. */
export const isRandom = (hashing: Hashing, context: ServerContext): boolean => {
  if (hashedId(hashing, context) !== undefined) return false;
  return hashing.decides === 'variant' || hashing.stickiness === 'random' || hashing.stickiness === 'default';
};

const hashingOfVariants = (variants: FlagDefinition['variants']): readonly Hashing[] => {
  const weighted = (variants ?? []).filter((variant: VariantDefinition) => variant.weight > 0);
  return weighted.length < 2
    ? []
    : [{ stickiness: variants?.[0]?.stickiness ?? 'default', decides: 'variant' }];
};

const strategiesOf = (flag: FlagDefinition) =>
  (flag.strategies ?? []).filter((strategy) => strategy !== null);
