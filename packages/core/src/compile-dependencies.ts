import type { Context } from './context/context';
import type { DependencyDefinition, FlagDefinition } from './definitions';
import type { CompiledFlag } from './flag-set';
import type { World } from './world';

/** The name of the first parent that is not as required, `undefined` when all hold (rule 24). */
export type FindUnmetParent = (context: Context) => string | undefined;

/** How a flag finds its parents: their definitions first, since compiling one that has parents itself could go in circles. */
export interface Parents {
  define(name: string): FlagDefinition | undefined;
  compile(name: string): CompiledFlag<unknown> | undefined;
}

/** Compiles a flag's dependencies; `undefined` when it has none. */
export function compileDependencies(
  { name, dependencies }: FlagDefinition,
  parents: Parents,
  world: World,
): FindUnmetParent | undefined {
  if (!dependencies?.length) return undefined;
  const path = `features[${JSON.stringify(name.slice(0, 200))}].dependencies`;
  const conditions = dependencies.map((dependency, index) => ({
    parent: dependency.feature,
    holds: compileDependency(dependency, parents, world, `${path}[${index}]`),
  }));
  return (context) => {
    for (const condition of conditions) {
      if (!condition.holds(context)) return condition.parent;
    }
    return undefined;
  };
}

function compileDependency(
  { feature, enabled, variants }: DependencyDefinition,
  parents: Parents,
  world: World,
  path: string,
): (context: Context) => boolean {
  const problem = problemWith(parents.define(feature), feature);
  const parent = problem === undefined ? parents.compile(feature) : undefined;
  if (parent === undefined) {
    world.onIssue({ kind: 'missing-parent', path, message: `${problem}; the flag is off` });
    return () => false;
  }
  if (enabled === false) return (context) => !parent.decide(context).enabled;
  if (!variants?.length) return (context) => parent.decide(context).enabled;
  const names = new Set(variants);
  return (context) => {
    const decision = parent.decide(context);
    return decision.enabled && names.has(decision.complete(context).variant.name);
  };
}

function problemWith(parent: FlagDefinition | undefined, name: string): string | undefined {
  const quoted = JSON.stringify(name.slice(0, 100));
  if (parent === undefined) return `there is no parent flag ${quoted}`;
  return parent.dependencies?.length ? `the parent flag ${quoted} has a parent itself` : undefined;
}
