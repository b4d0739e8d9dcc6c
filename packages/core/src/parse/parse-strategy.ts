import type { StrategyDefinition } from '../definitions';
import { expected } from './describe';
import { isConstraint } from './parse-constraint';
import { isOptionalListOf } from './parse-list';
import { fail, type ParseState } from './parse-state';
import { isStrategyVariant } from './parse-variants';
import { isAbsent, isListOf, isNode, isNumber } from './shapes';

/** The strategy, or `null` for a malformed one, which never passes (rule 27). */
export const parseStrategy = (node: unknown, state: ParseState): StrategyDefinition | null =>
  isStrategy(node, state) ? node : null;

function isStrategy(node: unknown, state: ParseState): node is StrategyDefinition {
  if (!isNode(node)) return fail(state, expected('a strategy', node));
  if (typeof node.name !== 'string') return fail(state, expected('a string', node.name), 'name');
  return (
    hasParameters(node.parameters, state) &&
    hasSegments(node.segments, state) &&
    isOptionalListOf(node.constraints, 'constraints', isConstraint, state) &&
    isOptionalListOf(node.variants, 'variants', isStrategyVariant, state)
  );
}

function hasParameters(node: unknown, state: ParseState): boolean {
  if (isAbsent(node)) return true;
  if (!isNode(node)) return fail(state, expected('an object', node), 'parameters');
  for (const key in node) {
    const value = node[key];
    if (typeof value === 'object' && value !== null) {
      return fail(state, expected('a string', value), 'parameters', key.slice(0, 40));
    }
  }
  return true;
}

const hasSegments = (node: unknown, state: ParseState): boolean =>
  isAbsent(node) || isListOf(node, isNumber) || fail(state, 'expected a list of segment ids', 'segments');
