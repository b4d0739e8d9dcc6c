import { compileFlag, type FlagProgram } from './compile-flag';
import type { CompileOptions } from './compile-options';
import type { FlagDefinition, Payload } from './definitions';
import { findReusable } from './find-reusable';
import type { CompiledFlag, FlagSet } from './flag-set';
import { createSegmentIndex } from './segment-index';
import { builtInStrategies } from './strategies/built-in-strategies';
import type { Strategy } from './strategy';
import type { World } from './world';

/**
 * Makes an immutable flag set of a payload. Nothing is compiled yet: each flag is on its first use.
 * @throws TypeError when a custom strategy is a function, or bears the name of a built-in one (rule 22).
 */
export function compile<Tag = undefined>(payload: Payload, options: CompileOptions<Tag>): FlagSet<Tag> {
  const world = createWorld(options);
  const segments = createSegmentIndex(payload, world);
  const compiled = new Map<string, CompiledFlag<Tag>>(findReusable(payload, options.previous));
  const { tag } = options;

  const get = (name: string): CompiledFlag<Tag> | undefined => {
    const found = compiled.get(name);
    if (found !== undefined) return found;
    const definition = payload.flags.get(name);
    if (definition === undefined) return undefined;
    const isMalformed = payload.malformed.has(name);
    const program = compileFlag(definition, { world, segments, parents, isMalformed });
    const flag = createFlag(definition, program, tag?.(name) as Tag);
    compiled.set(name, flag);
    return flag;
  };
  const parents = { define: (name: string) => payload.flags.get(name), compile: get };

  return { payload, get, compiled: () => compiled.entries() };
}

function createFlag<Tag>(definition: FlagDefinition, program: FlagProgram, tag: Tag): CompiledFlag<Tag> {
  return Object.freeze({ definition, tag, ...program });
}

function createWorld(options: Omit<CompileOptions, 'tag' | 'previous'>): World {
  return {
    now: options.now,
    random: options.random,
    appName: options.appName,
    environment: options.environment,
    hostname: options.hostname,
    strategies: readStrategies(options.strategies),
    regex: options.regex,
    onIssue: options.onIssue ?? (() => undefined),
  };
}

function readStrategies(strategies: CompileOptions['strategies']): ReadonlyMap<string, Strategy> {
  const custom = new Map(Object.entries(strategies ?? {}));
  for (const name of custom.keys()) {
    if (builtInStrategies.has(name)) {
      throw new TypeError(`custom strategy ${name} must not replace the built-in strategy of that name`);
    }
    // Every function has a method called `apply`, which would call it without its arguments.
    if (typeof custom.get(name) === 'function') {
      throw new TypeError(
        `custom strategy ${name} must be an object with a method apply or compile, got a function`,
      );
    }
  }
  return custom;
}
