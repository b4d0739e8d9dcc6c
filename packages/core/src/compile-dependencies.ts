import type { Context } from './context/context';
import { createOff } from './decision';
import type { DependencyDefinition, FlagDefinition } from './definitions';
import type { CompiledFlag, Decision } from './flag-set';
import type { World } from './world';

/**
 * The decision of a flag whose parent is not as required, `undefined` when all hold (rule 24); a decision instead of a
 * function where no context can change it.
 */
export type UnmetParent = Decision | ((context: Context) => Decision | undefined);

/** How a flag finds its parents: their definitions first, since compiling one that has parents itself could go in circles. */
export interface Parents {
  define(name: string): FlagDefinition | undefined;
  compile(name: string): CompiledFlag<unknown> | undefined;
}

/** Compiles a flag's dependencies; `undefined` when it has none, or all hold in every context. */
export function compileDependencies(
  definition: FlagDefinition,
  parents: Parents,
  world: World,
): UnmetParent | undefined {
  const { name, dependencies } = definition;
  if (!dependencies?.length) return undefined;
  const path = `features[${JSON.stringify(name.slice(0, 200))}].dependencies`;
  const conditions = dependencies.flatMap((dependency, index) => {
    const holds = compileDependency(dependency, parents, world, `${path}[${index}]`);
    const unmet = createOff(definition, { reason: 'parent', parent: dependency.feature });
    return holds === true ? [] : [{ holds, unmet }];
  });
  const [first, ...others] = conditions;
  if (first === undefined) return undefined;
  if (first.holds === false) return first.unmet;
  return others.length === 0 ? askOne(first.holds, first.unmet) : askAll(conditions);
}

type Holds = (context: Context) => boolean;

const askOne = (holds: Holds, unmet: Decision) => (context: Context) => (holds(context) ? undefined : unmet);

function askAll(conditions: readonly { readonly holds: Holds | boolean; readonly unmet: Decision }[]) {
  return (context: Context) => {
    for (const { holds, unmet } of conditions) {
      if (!(typeof holds === 'function' ? holds(context) : holds)) return unmet;
    }
    return undefined;
  };
}

/** Whether a parent is as required: known beforehand where the parent's own decision is. */
function compileDependency(
  { feature, enabled, variants }: DependencyDefinition,
  parents: Parents,
  world: World,
  path: string,
): Holds | boolean {
  const problem = problemWith(parents.define(feature), feature);
  const parent = problem === undefined ? parents.compile(feature) : undefined;
  if (parent === undefined) {
    world.onIssue({ kind: 'missing-parent', path, message: `${problem}; the flag is off` });
    return false;
  }
  const { constant, decide } = parent;
  if (enabled === false) {
    return constant === undefined ? (context) => !decide(context).enabled : !constant.enabled;
  }
  if (!variants?.length) {
    return constant === undefined ? (context) => decide(context).enabled : constant.enabled;
  }
  if (constant?.enabled === false) return false;
  const names = new Set(variants);
  return (context) => {
    const decision = decide(context);
    return decision.enabled && names.has(decision.complete(context).variant.name);
  };
}

function problemWith(parent: FlagDefinition | undefined, name: string): string | undefined {
  const quoted = JSON.stringify(name.slice(0, 100));
  if (parent === undefined) return `there is no parent flag ${quoted}`;
  return parent.dependencies?.length ? `the parent flag ${quoted} has a parent itself` : undefined;
}
