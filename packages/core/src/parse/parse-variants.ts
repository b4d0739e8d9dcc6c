import type { OverrideDefinition, VariantDefinition } from '../definitions';
import { expected } from './describe';
import { isOptionalListOf, repairItems } from './parse-list';
import { fail, type ParseState, report } from './parse-state';
import { isAbsent, isListOf, isNode, isOptionalString, isString } from './shapes';

/** Whether a node is a variant, its overrides aside; reports why not. */
function isVariant(node: unknown, state: ParseState): node is VariantDefinition {
  if (!isNode(node)) return fail(state, expected('a variant', node));
  const { name, weight, stickiness, payload } = node;
  if (typeof name !== 'string') return fail(state, expected('a string', name), 'name');
  if (typeof weight !== 'number') return fail(state, expected('a number', weight), 'weight');
  if (!Number.isSafeInteger(weight) || weight < 0) {
    return fail(state, `expected a whole number from 0, got ${weight}`, 'weight');
  }
  if (!isOptionalString(stickiness)) return fail(state, expected('a string', stickiness), 'stickiness');
  const isPayload = isNode(payload) && isString(payload.type) && isString(payload.value);
  return (
    isAbsent(payload) || isPayload || fail(state, 'expected a type and a value, both strings', 'payload')
  );
}

/** Whether a node is a sound variant of a strategy, overrides included: a malformed one fails its strategy (rule 27). */
export const isStrategyVariant = (node: unknown, state: ParseState): node is VariantDefinition =>
  isVariant(node, state) && isOptionalListOf(node.overrides, 'overrides', isOverride, state);

/** A flag's own variants without those that are malformed, the same list where all is well (rule 27). */
export function parseFlagVariants(list: unknown, state: ParseState): readonly VariantDefinition[] {
  if (!Array.isArray(list)) {
    report(state, expected('a list', list), 'variants');
    return [];
  }
  const variants = repairItems(list, 'variants', parseFlagVariant, state);
  return variants === list ? list : variants.filter((variant) => variant !== undefined);
}

function parseFlagVariant(node: unknown, state: ParseState): VariantDefinition | undefined {
  if (!isVariant(node, state)) return undefined;
  const overrides: unknown = node.overrides;
  if (isAbsent(overrides)) return node;
  if (!Array.isArray(overrides)) {
    report(state, expected('a list', overrides), 'overrides');
    return { ...node, overrides: [] };
  }
  const parsed = repairItems(overrides, 'overrides', parseOverride, state);
  return parsed === overrides
    ? node
    : { ...node, overrides: parsed.filter((override) => override !== undefined) };
}

const parseOverride = (node: unknown, state: ParseState): OverrideDefinition | undefined =>
  isOverride(node, state) ? node : undefined;

function isOverride(node: unknown, state: ParseState): node is OverrideDefinition {
  const sound = isNode(node) && isString(node.contextName) && isListOf(node.values, isString);
  return sound || fail(state, 'expected a contextName and a list of strings as values');
}
