import type { ConstraintDefinition } from '../definitions';

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A decimal number with sign, fraction and exponent, blanks around it allowed; `undefined` for all else (rule 15). */
export function parseDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

const comparisons: Readonly<Record<string, (number: number, bound: number) => boolean>> = {
  NUM_EQ: (number, bound) => number === bound,
  NUM_GT: (number, bound) => number > bound,
  NUM_GTE: (number, bound) => number >= bound,
  NUM_LT: (number, bound) => number < bound,
  NUM_LTE: (number, bound) => number <= bound,
};

/** `NUM_*`; `undefined` when the bound is no decimal number. */
export function compileNumber({
  operator,
  value,
}: ConstraintDefinition): ((text: string) => boolean) | undefined {
  const bound = parseDecimal(value ?? '');
  const compare = comparisons[operator];
  if (bound === undefined || compare === undefined) return undefined;
  return (text) => {
    const number = parseDecimal(text);
    return number !== undefined && compare(number, bound);
  };
}
