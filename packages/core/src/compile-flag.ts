import { compileDependencies, type Parents, type UnmetParent } from './compile-dependencies';
import { type CompiledStrategy, compileStrategy } from './compile-strategy';
import type { Context } from './context/context';
import type { Fields } from './context/fields';
import { createOff, createOn } from './decision';
import type { FlagDefinition } from './definitions';
import type { Decision } from './flag-set';
import { never } from './operators/never';
import type { SegmentIndex } from './segment-index';
import { always, type Rule } from './strategies/rule';
import { compileVariantsLazily, type PickVariant } from './variants/compile-variants';
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
  readonly decide: Decide;
  readonly constant: Decision | undefined;
  readonly strategies: readonly (CompiledStrategy | null)[];
}

type Decide = (context: Context) => Decision;

/** What is known beforehand, or what a context has to be asked for. */
type Answer = Decision | Decide;

/** Compiles a flag: off, then its parents, then its strategies (rules 21 to 27). */
export function compileFlag(definition: FlagDefinition, place: FlagPlace): FlagProgram {
  if (place.isMalformed) return toProgram(createOff(definition, { reason: 'malformed' }), []);
  if (!definition.enabled) return toProgram(createOff(definition, { reason: 'disabled' }), []);
  const { world } = place;
  const unmet = compileDependencies(definition, place.parents, world);
  const isClocked = readsOften(definition);
  const strategies = compileStrategies(definition, place, isClocked ? world.sharedFields : world.fields);
  const program = toProgram(behindParents(unmet, compileOwn(definition, strategies, world)), strategies);
  return isClocked ? { ...program, decide: moveClock(world, program.decide) } : program;
}

const toProgram = (answer: Answer, strategies: FlagProgram['strategies']): FlagProgram =>
  typeof answer === 'function'
    ? { decide: answer, constant: undefined, strategies }
    : { decide: () => answer, constant: answer, strategies };

/** A flag with shared readers moves the clock, so that they read its context and not one of before. */
const moveClock =
  ({ clock }: World, decide: Decide): Decide =>
  (context) => {
    clock.evaluation += 1;
    const decision = decide(context);
    clock.evaluation += 1;
    return decision;
  };

/** Puts what the parents say before what the flag itself says. */
function behindParents(unmet: UnmetParent | undefined, own: Answer): Answer {
  if (unmet === undefined) return own;
  if (typeof unmet !== 'function') return unmet;
  const decide = typeof own === 'function' ? own : () => own;
  return (context) => unmet(context) ?? decide(context);
}

function compileStrategies(
  definition: FlagDefinition,
  { world, segments }: FlagPlace,
  fields: Fields,
): (CompiledStrategy | null)[] {
  const flag = definition.name;
  const path = `features[${JSON.stringify(flag.slice(0, 200))}]`;
  const shared = { world, fields, segments, flag, unknown: new Set<string>() };
  return (definition.strategies ?? []).map(
    (strategy, index) =>
      strategy && compileStrategy(strategy, { ...shared, path: `${path}.strategies[${index}]` }),
  );
}

/** Whether a flag may read a field more than once: it has two constraints, or segments, whose readers are shared. */
function readsOften({ strategies }: FlagDefinition): boolean {
  let constraints = 0;
  for (const strategy of strategies ?? []) {
    if (strategy?.segments?.length) return true;
    constraints += strategy?.constraints?.length ?? 0;
  }
  return constraints > 1;
}

/** The part behind parents: the first strategy that passes decides (rule 21). */
function compileOwn(
  definition: FlagDefinition,
  strategies: readonly (CompiledStrategy | null)[],
  world: World,
): Answer {
  const ownVariants = pickerOf(definition, world);
  if (strategies.length === 0) return createOn(definition, { reason: 'no-strategies' }, ownVariants);
  const choices = strategies.flatMap((strategy, index) => {
    if (strategy === null || strategy.test === never) return [];
    const cause = {
      reason: 'strategy',
      strategy: Object.freeze({ index, name: strategy.definition.name }),
    } as const;
    return [{ test: strategy.test, on: createOn(definition, cause, strategy.pickVariant ?? ownVariants) }];
  });
  const noMatch = createOff(definition, { reason: 'no-match' });
  const [first, ...others] = choices;
  if (first === undefined) return noMatch;
  if (first.test === always) return first.on;
  // Only flags with a custom strategy ever need it.
  let failure: Decision | undefined;
  const failed = () => {
    failure ??= createOff(definition, { reason: 'error' });
    return failure;
  };
  if (others.length === 0) return askOne(first, noMatch, failed);
  return (context) => {
    let off = noMatch;
    for (let index = 0; index < choices.length; index++) {
      const choice = choices[index] as Choice;
      const answer = choice.test(context);
      if (answer === true) return choice.on;
      if (answer === undefined) off = failed();
    }
    return off;
  };
}

interface Choice {
  readonly test: Rule;
  readonly on: Decision;
}

/** Most flags have one strategy: no loop for those. */
const askOne =
  ({ test, on }: Choice, noMatch: Decision, failed: () => Decision): Decide =>
  (context) => {
    const answer = test(context);
    return answer === true ? on : answer === undefined ? failed() : noMatch;
  };

function pickerOf({ name, variants }: FlagDefinition, world: World): PickVariant | undefined {
  if (!variants?.length) return undefined;
  return compileVariantsLazily(variants, { groupId: name, stickiness: undefined, world });
}
