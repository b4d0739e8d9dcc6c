import { compileDependencies, type Parents } from './compile-dependencies';
import { type CompiledStrategy, compileStrategy } from './compile-strategy';
import type { Context } from './context/context';
import { createOff, createOn } from './decision';
import type { FlagDefinition } from './definitions';
import type { Decision } from './flag-set';
import type { SegmentIndex } from './segment-index';
import { compileVariants, type PickVariant } from './variants/compile-variants';
import type { World } from './world';

/** What a flag is compiled with. */
export interface FlagPlace {
  readonly world: World;
  readonly segments: SegmentIndex;
  readonly parents: Parents;
  readonly isMalformed: boolean;
}

/** How a flag decides, and the strategies it asks (`null`: malformed) in the order of its definition. */
export interface FlagProgram {
  readonly decide: (context: Context) => Decision;
  readonly strategies: readonly (CompiledStrategy | null)[];
}

/** Compiles a flag: off, then its parents, then its strategies (rules 21 to 27). */
export function compileFlag(definition: FlagDefinition, place: FlagPlace): FlagProgram {
  if (place.isMalformed) return constant(createOff(definition, { reason: 'malformed' }));
  if (!definition.enabled) return constant(createOff(definition, { reason: 'disabled' }));
  const findUnmetParent = compileDependencies(definition, place.parents, place.world);
  const strategies = compileStrategies(definition, place);
  const ask = compileAsk(definition, strategies, place.world);
  if (findUnmetParent === undefined) return { decide: ask, strategies };
  const unmet = new Map<string, Decision>(
    definition.dependencies?.map(({ feature }) => [
      feature,
      createOff(definition, { reason: 'parent', parent: feature }),
    ]),
  );
  const decide = (context: Context): Decision => {
    const parent = findUnmetParent(context);
    return (parent !== undefined && unmet.get(parent)) || ask(context);
  };
  return { decide, strategies };
}

const constant = (decision: Decision): FlagProgram => ({
  decide: () => decision,
  strategies: [],
});

function compileStrategies(
  definition: FlagDefinition,
  { world, segments }: FlagPlace,
): (CompiledStrategy | null)[] {
  const flag = definition.name;
  const path = `features[${JSON.stringify(flag.slice(0, 200))}]`;
  return (definition.strategies ?? []).map(
    (strategy, index) =>
      strategy && compileStrategy(strategy, { world, segments, flag, path: `${path}.strategies[${index}]` }),
  );
}

/** The part behind parents: the first strategy that passes decides (rule 21). */
function compileAsk(
  definition: FlagDefinition,
  strategies: readonly (CompiledStrategy | null)[],
  world: World,
): (context: Context) => Decision {
  const ownVariants = pickerOf(definition, world);
  if (strategies.length === 0) {
    const on = createOn(definition, { reason: 'no-strategies' }, ownVariants);
    return () => on;
  }
  const noMatch = createOff(definition, { reason: 'no-match' });
  const failed = createOff(definition, { reason: 'error' });
  const choices = strategies.flatMap((strategy, index) => {
    if (strategy === null) return [];
    const cause = {
      reason: 'strategy',
      strategy: Object.freeze({ index, name: strategy.definition.name }),
    } as const;
    return [{ test: strategy.test, on: createOn(definition, cause, strategy.pickVariant ?? ownVariants) }];
  });
  return (context) => {
    let off = noMatch;
    for (let index = 0; index < choices.length; index++) {
      const choice = choices[index] as (typeof choices)[number];
      const answer = choice.test(context);
      if (answer === true) return choice.on;
      if (answer === undefined) off = failed;
    }
    return off;
  };
}

function pickerOf({ name, variants }: FlagDefinition, world: World): PickVariant | undefined {
  if (!variants?.length) return undefined;
  return compileVariants(variants, { groupId: name, stickiness: undefined, world });
}
