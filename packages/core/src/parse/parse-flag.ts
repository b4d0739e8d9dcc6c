import type { DependencyDefinition, FlagDefinition } from '../definitions';
import { expected } from './describe';
import { isOptionalListOf, repairItems } from './parse-list';
import { fail, type ParseState, report } from './parse-state';
import { parseStrategy } from './parse-strategy';
import { parseFlagVariants } from './parse-variants';
import {
  isAbsent,
  isListOf,
  isNode,
  isOptionalBoolean,
  isOptionalString,
  isString,
  type Node,
} from './shapes';

/** The flags read so far, and the names of those that were malformed. */
export interface FlagsInProgress {
  readonly flags: Map<string, FlagDefinition>;
  readonly malformed: Set<string>;
}

/** Puts a flag among the others; only an entry without a name is dropped, the last of one name wins (rule 27). */
export function parseFlag(node: unknown, into: FlagsInProgress, state: ParseState): boolean {
  if (!isNode(node)) return fail(state, expected('a flag', node));
  const { name } = node;
  if (typeof name !== 'string') return fail(state, expected('a string', name), 'name');
  if (isFlag(node, state)) {
    into.flags.set(name, repairFlag(node, state));
    into.malformed.delete(name);
  } else {
    into.flags.set(name, { name, enabled: false, ...describing(node) });
    into.malformed.add(name);
  }
  return true;
}

/** Whether what decides on or off has the right shape (rules 21, 24); the lists' own items are another matter. */
function isFlag(node: Node, state: ParseState): node is Node & FlagDefinition {
  const { enabled, strategies, dependencies } = node;
  if (typeof enabled !== 'boolean') return fail(state, expected('true or false', enabled), 'enabled');
  if (!isAbsent(strategies) && !Array.isArray(strategies)) {
    return fail(state, expected('a list', strategies), 'strategies');
  }
  return isOptionalListOf(dependencies, 'dependencies', isDependency, state);
}

function isDependency(node: unknown, state: ParseState): node is DependencyDefinition {
  const sound =
    isNode(node) &&
    isString(node.feature) &&
    isOptionalBoolean(node.enabled) &&
    (isAbsent(node.variants) || isListOf(node.variants, isString));
  return sound || fail(state, 'expected a feature, and perhaps enabled and a list of variants');
}

/** Replaces what is malformed inside a sound flag; a flag without faults stays the same object. */
function repairFlag(node: Node & FlagDefinition, state: ParseState): FlagDefinition {
  const { strategies, variants } = node;
  let flag: FlagDefinition = node;
  if (!isAbsent(strategies)) {
    const parsed = repairItems(strategies, 'strategies', parseStrategy, state);
    if (parsed !== strategies) flag = { ...flag, strategies: parsed };
  }
  if (!isAbsent(variants)) {
    const parsed = parseFlagVariants(variants, state);
    if (parsed !== variants) flag = { ...flag, variants: parsed };
  }
  if (!isOptionalBoolean(node.impressionData)) {
    report(state, expected('true or false', node.impressionData), 'impressionData');
    flag = { ...flag, impressionData: false };
  }
  if (!isOptionalString(node.type) || !isOptionalString(node.project)) {
    report(state, 'expected strings as type and project');
    flag = { ...flag, type: undefined, project: undefined, ...describing(node) };
  }
  return flag;
}

/** The fields that say what a flag is for, as far as they are strings. */
function describing({ type, project }: Node): Pick<FlagDefinition, 'type' | 'project'> {
  return { ...(isString(type) && { type }), ...(isString(project) && { project }) };
}
