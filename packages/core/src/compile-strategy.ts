import type { Context } from './context/context';
import type { Fields } from './context/fields';
import type { StrategyDefinition } from './definitions';
import { type CompiledConstraint, compileConstraint } from './operators/compile-constraint';
import { never } from './operators/never';
import type { SegmentIndex } from './segment-index';
import { builtInStrategies } from './strategies/built-in-strategies';
import { compileCustomStrategy } from './strategies/custom-strategy';
import { parameter } from './strategies/parameters';
import { always, type Rule } from './strategies/rule';
import { compileVariantsLazily, type PickVariant } from './variants/compile-variants';
import type { World } from './world';

/** A strategy ready to be asked, with its parts for `explain`. */
export interface CompiledStrategy {
  readonly definition: StrategyDefinition;
  /** Its own constraints and those of its segments; `undefined` when a segment is missing or malformed. */
  readonly constraints: readonly CompiledConstraint[] | undefined;
  /** The strategy without its constraints. */
  readonly rule: Rule;
  /** Constraints and strategy together. */
  readonly test: Rule;
  /** Picks one of its own variants; absent where it has none. */
  readonly pickVariant: PickVariant | undefined;
}

/** Where a strategy stands, and what it is compiled with. */
export interface StrategyPlace {
  readonly world: World;
  /** What its constraints read contexts with. */
  readonly fields: Fields;
  readonly segments: SegmentIndex;
  readonly flag: string;
  readonly path: string;
  /** Names that are no strategies, as far as this flag has reported them: once each, however often it has them. */
  readonly unknown: Set<string>;
}

/** Compiles one strategy of a flag. */
export function compileStrategy(definition: StrategyDefinition, place: StrategyPlace): CompiledStrategy {
  const constraints = compileConstraints(definition, place);
  const rule = compileRule(definition, place);
  return {
    definition,
    constraints,
    rule,
    test: constraints === undefined ? never : combine(constraints, rule),
    pickVariant: pickerOf(definition, place),
  };
}

function compileConstraints(
  { constraints, segments }: StrategyDefinition,
  place: StrategyPlace,
): CompiledConstraint[] | undefined {
  const compiled = (constraints ?? []).map((constraint, index) =>
    compileConstraint(constraint, place, `${place.path}.constraints[${index}]`),
  );
  for (const id of segments ?? []) {
    const shared = place.segments.get(id, place.path);
    if (shared === undefined) return undefined;
    compiled.push(...shared);
  }
  return compiled;
}

function compileRule(definition: StrategyDefinition, { world, flag, path, unknown }: StrategyPlace): Rule {
  const builtIn = builtInStrategies.get(definition.name);
  if (builtIn !== undefined) return builtIn(definition, { world, flag });
  const custom = world.strategies.get(definition.name);
  if (custom !== undefined) return compileCustomStrategy(custom, definition, world, path);
  if (!unknown.has(definition.name)) {
    unknown.add(definition.name);
    const message = `no strategy is called ${JSON.stringify(definition.name.slice(0, 100))}; it never passes`;
    world.onIssue({ kind: 'unknown-strategy', path, message });
  }
  return never;
}

/** All constraints, then the strategy itself; short lists without a loop, since they are nearly all there is. */
function combine(constraints: readonly CompiledConstraint[], rule: Rule): Rule {
  const [first, second, ...rest] = constraints.map(({ test }) => test);
  if (first === undefined) return rule;
  if (second === undefined) return rule === always ? first : (context) => first(context) && rule(context);
  if (rest.length === 0) return (context) => first(context) && second(context) && rule(context);
  const tests: readonly ((context: Context) => boolean)[] = constraints.map(({ test }) => test);
  return (context) => {
    for (let index = 0; index < tests.length; index++) {
      if (!tests[index]?.(context)) return false;
    }
    return rule(context);
  };
}

function pickerOf(definition: StrategyDefinition, { world, flag }: StrategyPlace): PickVariant | undefined {
  const { variants } = definition;
  if (!variants?.length) return undefined;
  return compileVariantsLazily(variants, {
    groupId: parameter(definition, 'groupId') || flag,
    stickiness: parameter(definition, 'stickiness'),
    world,
  });
}
