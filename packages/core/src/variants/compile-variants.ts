import type { Context } from '../context/context';
import type { VariantDefinition } from '../definitions';
import type { Variant } from '../evaluation';
import { createBuckets, VARIANT_SEED } from '../hashing/hash';
import type { World } from '../world';

/** Picks the variant of a context; `undefined` when there is none. */
export type PickVariant = (context: Context) => Variant | undefined;

/** What variants are picked by besides their own definitions. */
export interface VariantsOptions {
  readonly groupId: string;
  /** Used when the first variant names no stickiness (rule 7). */
  readonly stickiness: string | undefined;
  readonly world: World;
}

/** Compiles a list of variants when it is first picked from: most flags are only asked whether they are on. */
export function compileVariantsLazily(
  definitions: readonly VariantDefinition[],
  options: VariantsOptions,
): PickVariant {
  let pick: PickVariant | undefined;
  return (context) => {
    pick ??= compileVariants(definitions, options);
    return pick(context);
  };
}

/** Compiles a list of variants: overrides first, then shares of the total weight (rule 25). */
function compileVariants(
  definitions: readonly VariantDefinition[],
  { groupId, stickiness: fallback, world }: VariantsOptions,
): PickVariant {
  const variants = definitions.map(toVariant);
  const bounds = cumulate(definitions);
  const total = bounds.at(-1) ?? 0;
  const overridden = compileOverrides(definitions, world);
  const stickiness = world.stickiness(definitions[0]?.stickiness || fallback || '');
  const readId = stickiness.kind === 'random' ? () => undefined : stickiness.read;
  const bucketOf = createBuckets(groupId, total, VARIANT_SEED);
  return (context) => {
    const forced = overridden?.(context);
    if (forced !== undefined) return variants[forced];
    if (total === 0) return undefined;
    const id = readId(context);
    const target = id === undefined ? Math.floor(world.random() * total) + 1 : bucketOf(id);
    return variants[indexOfBound(bounds, target)];
  };
}

/** The first share that reaches so far. */
function indexOfBound(bounds: readonly number[], target: number): number {
  for (let index = 0; index < bounds.length; index++) {
    if ((bounds[index] as number) >= target) return index;
  }
  return -1;
}

function toVariant({ name, payload }: VariantDefinition): Variant {
  return Object.freeze({
    name,
    enabled: true,
    ...(payload && { payload: Object.freeze({ type: payload.type, value: payload.value }) }),
    feature_enabled: true,
  });
}

function cumulate(definitions: readonly VariantDefinition[]): number[] {
  let sum = 0;
  return definitions.map(({ weight }) => {
    sum += weight;
    return sum;
  });
}

/** The index of the first variant that an override forces on a context. */
function compileOverrides(
  definitions: readonly VariantDefinition[],
  world: World,
): ((context: Context) => number | undefined) | undefined {
  const overrides = definitions.flatMap(({ overrides: list }, index) =>
    (list ?? []).map(({ contextName, values }) => ({
      index,
      read: world.fields.text(contextName),
      values: new Set(values),
    })),
  );
  if (overrides.length === 0) return undefined;
  return (context) =>
    overrides.find(({ read, values }) => {
      const text = read(context);
      return text !== undefined && values.has(text);
    })?.index;
}
