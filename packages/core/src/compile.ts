import { compileFlag, type FlagProgram } from './compile-flag';
import type { CompileOptions } from './compile-options';
import { createFields, createSharedFields } from './context/fields';
import { remember } from './context/remember';
import type { FlagDefinition, Payload } from './definitions';
import { findReusable } from './find-reusable';
import type { AbsentFlag, CompiledFlag, FlagSet } from './flag-set';
import { createStickiness } from './hashing/stickiness';
import { DEFAULT_PATTERN_LENGTH } from './operators/regex-operator';
import { createSegmentIndex } from './segment-index';
import { builtInStrategies } from './strategies/built-in-strategies';
import type { Strategy } from './strategy';
import type { World } from './world';

/** So many names that are no flags are remembered: a few that are misspelt, not what a runaway loop makes up. */
const MAX_ABSENT = 1000;

/**
 * Makes an immutable flag set of a payload. Nothing is compiled yet: each flag is on its first use.
 * @throws TypeError when a custom strategy is a function, or bears the name of a built-in one (rule 22).
 */
export function compile<Tag = undefined>(payload: Payload, options: CompileOptions<Tag>): FlagSet<Tag> {
  const world = createWorld(options);
  const segments = createSegmentIndex(payload, world);
  // Names that were asked for and are no flags are found as fast as flags.
  const known = new Map<string, CompiledFlag<Tag> | AbsentFlag<Tag>>(findReusable(payload, options.previous));
  let absentNames = 0;
  const { tag, absentTag } = options;

  const find = (name: string): CompiledFlag<Tag> | AbsentFlag<Tag> => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const definition = payload.flags.get(name);
    if (definition === undefined) {
      const absent = Object.freeze({ definition, tag: absentTag?.(name) });
      if (absentNames++ < MAX_ABSENT) known.set(name, absent);
      return absent;
    }
    const isMalformed = payload.malformed.has(name);
    const program = compileFlag(definition, { world, segments, parents, isMalformed });
    const flag = createFlag(definition, program, tag?.(name) as Tag);
    known.set(name, flag);
    return flag;
  };
  const get = (name: string): CompiledFlag<Tag> | undefined => {
    const found = find(name);
    return found.definition === undefined ? undefined : found;
  };
  const parents = { define: (name: string) => payload.flags.get(name), compile: get };

  return { payload, get, find, compiled: () => flagsIn(known) };
}

function* flagsIn<Tag>(
  known: ReadonlyMap<string, CompiledFlag<Tag> | AbsentFlag<Tag>>,
): Generator<[string, CompiledFlag<Tag>]> {
  for (const [name, flag] of known) if (flag.definition !== undefined) yield [name, flag];
}

function createFlag<Tag>(definition: FlagDefinition, program: FlagProgram, tag: Tag): CompiledFlag<Tag> {
  return Object.freeze({ definition, tag, ...program });
}

function createWorld(options: Omit<CompileOptions, 'tag' | 'absentTag' | 'previous'>): World {
  const reading = {
    now: options.now,
    appName: options.appName,
    environment: options.environment,
    onIssue: options.onIssue ?? (() => undefined),
  };
  const clock = { evaluation: 0 };
  const fields = createFields(reading);
  return {
    ...reading,
    clock,
    fields,
    sharedFields: createSharedFields(reading, clock),
    stickiness: remember((name) => createStickiness(name, fields)),
    random: options.random,
    hostname: options.hostname,
    strategies: readStrategies(options.strategies),
    regex: options.regex,
    patternLength: options.patternLength ?? DEFAULT_PATTERN_LENGTH,
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
