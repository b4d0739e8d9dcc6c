import { parseDecimal } from '../context/parse-decimal';
import type { ConstraintDefinition } from '../definitions';

/** `NUM_*`, false for `NaN`; `undefined` when the bound is no decimal number. */
export function compileNumber({
  operator,
  value,
}: ConstraintDefinition): ((number: number) => boolean) | undefined {
  const bound = parseDecimal(value ?? '');
  if (bound === undefined) return undefined;
  switch (operator) {
    case 'NUM_EQ':
      return (number) => number === bound;
    case 'NUM_GT':
      return (number) => number > bound;
    case 'NUM_GTE':
      return (number) => number >= bound;
    case 'NUM_LT':
      return (number) => number < bound;
    default:
      return (number) => number <= bound;
  }
}
