import type { ConstraintDefinition, Operator } from '@unleash-client/core';
import type { Conversion } from './conversion';
import { expectMap, isMap, type Node, unexpected } from './expect-node';
import type { Path } from './path';
import { toText, toTexts } from './to-text';

const listOperators: readonly Operator[] = [
  'IN',
  'NOT_IN',
  'STR_STARTS_WITH',
  'STR_ENDS_WITH',
  'STR_CONTAINS',
  'IN_CIDR',
];
const singleOperators: readonly Operator[] = [
  ...(['NUM_EQ', 'NUM_GT', 'NUM_GTE', 'NUM_LT', 'NUM_LTE', 'DATE_AFTER', 'DATE_BEFORE'] as const),
  ...(['SEMVER_EQ', 'SEMVER_GT', 'SEMVER_GTE', 'SEMVER_LT', 'SEMVER_LTE', 'REGEX'] as const),
];
const operators: readonly string[] = [...listOperators, ...singleOperators];
const switches = ['inverted', 'caseInsensitive'] as const;

/**
 * Constraints from a map of field to condition (`country: [SE, NO]`, `age: { NUM_GTE: 18 }`) or from a list in wire
 * form, whose operands become texts.
 */
export function fromConstraints(input: unknown, path: Path, conversion: Conversion): ConstraintDefinition[] {
  if (Array.isArray(input)) return input.map((item, index) => fromWire(item, [...path, index], conversion));
  const fields = expectMap(input, path, 'a map of field to condition, or a list of constraints');
  return Object.entries(fields).flatMap(([field, condition]) =>
    fromCondition(field, condition, [...path, field], conversion),
  );
}

function fromCondition(contextName: string, condition: unknown, path: Path, conversion: Conversion) {
  if (!isMap(condition)) {
    return [
      {
        contextName,
        operator: 'IN' as const,
        values: toTexts(condition, path, conversion),
        ...switchesOf({}, path),
      },
    ];
  }
  const chosen = Object.keys(condition).filter((key) => !switches.some((name) => name === key));
  if (chosen.length === 0) throw unexpected(path, `an operator (${operators.join(', ')})`, undefined);
  return chosen.map((operator) => ({
    contextName,
    operator: operator as Operator,
    ...operandOf(operator, condition[operator], [...path, operator], conversion),
    ...switchesOf(condition, path),
  }));
}

function operandOf(operator: string, operand: unknown, path: Path, conversion: Conversion) {
  if (listOperators.some((name) => name === operator)) return { values: toTexts(operand, path, conversion) };
  if (singleOperators.some((name) => name === operator)) {
    return { values: [], value: toText(operand, path, conversion) };
  }
  throw unexpected(path, `one of the operators ${operators.join(', ')}`, operator);
}

function switchesOf(condition: Node, path: Path) {
  for (const name of switches) {
    const value = condition[name];
    if (value !== undefined && typeof value !== 'boolean')
      throw unexpected([...path, name], 'true or false', value);
  }
  return { inverted: condition.inverted === true, caseInsensitive: condition.caseInsensitive === true };
}

function fromWire(input: unknown, path: Path, conversion: Conversion): ConstraintDefinition {
  const { value, values, ...rest } = expectMap(input, path, 'a constraint');
  return {
    ...rest,
    ...(values !== undefined && { values: values && toTexts(values, [...path, 'values'], conversion) }),
    ...(value !== undefined && {
      value: value === null ? null : toText(value, [...path, 'value'], conversion),
    }),
  } as ConstraintDefinition;
}
