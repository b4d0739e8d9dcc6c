import type { ConstraintDefinition, Operator } from '../definitions';
import { expected } from './describe';
import { fail, type ParseState } from './parse-state';
import { isAbsent, isListOf, isNode, isOptionalBoolean, isString, type Node } from './shapes';

/** Where each operator keeps what it compares with. */
const operands: ReadonlyMap<string, 'value' | 'values'> = new Map<Operator, 'value' | 'values'>([
  ['IN', 'values'],
  ['NOT_IN', 'values'],
  ['STR_STARTS_WITH', 'values'],
  ['STR_ENDS_WITH', 'values'],
  ['STR_CONTAINS', 'values'],
  ['IN_CIDR', 'values'],
  ['NUM_EQ', 'value'],
  ['NUM_GT', 'value'],
  ['NUM_GTE', 'value'],
  ['NUM_LT', 'value'],
  ['NUM_LTE', 'value'],
  ['DATE_AFTER', 'value'],
  ['DATE_BEFORE', 'value'],
  ['SEMVER_EQ', 'value'],
  ['SEMVER_GT', 'value'],
  ['SEMVER_GTE', 'value'],
  ['SEMVER_LT', 'value'],
  ['SEMVER_LTE', 'value'],
  ['REGEX', 'value'],
]);

/** Whether a node is a constraint; reports why not (rule 12). What its operand says is read when it is compiled. */
export function isConstraint(node: unknown, state: ParseState): node is ConstraintDefinition {
  if (!isNode(node)) return fail(state, expected('a constraint', node));
  const { operator } = node;
  if (typeof operator !== 'string') return fail(state, expected('an operator', operator), 'operator');
  const operand = operands.get(operator);
  if (operand === undefined) {
    return fail(state, `no operator that this version knows: ${operator.slice(0, 40)}`, 'operator');
  }
  if (operator === 'REGEX') state.usesRegex = true;
  return hasField(node, state) && hasOperand(node, operand, state) && hasSwitches(node, state);
}

function hasField(node: Node, state: ParseState): boolean {
  const { contextName, operator } = node;
  if (typeof contextName === 'string') return true;
  const isDate = operator === 'DATE_AFTER' || operator === 'DATE_BEFORE';
  return (isDate && isAbsent(contextName)) || fail(state, expected('a string', contextName), 'contextName');
}

function hasOperand(node: Node, operand: 'value' | 'values', state: ParseState): boolean {
  if (operand === 'value') {
    return typeof node.value === 'string' || fail(state, expected('a string', node.value), 'value');
  }
  if (!Array.isArray(node.values)) return fail(state, expected('a list of strings', node.values), 'values');
  return isListOf(node.values, isString) || fail(state, 'expected strings only', 'values');
}

function hasSwitches({ inverted, caseInsensitive }: Node, state: ParseState): boolean {
  if (!isOptionalBoolean(inverted)) return fail(state, expected('true or false', inverted), 'inverted');
  if (isOptionalBoolean(caseInsensitive)) return true;
  return fail(state, expected('true or false', caseInsensitive), 'caseInsensitive');
}
