import { parseDate } from '../context/parse-date';
import type { ConstraintDefinition } from '../definitions';

/** `DATE_AFTER` and `DATE_BEFORE`, bounds exclusive, false for `NaN`; `undefined` when the bound is no date (rule 16). */
export function compileDate({
  operator,
  value,
}: ConstraintDefinition): ((time: number) => boolean) | undefined {
  const bound = parseDate(value ?? '');
  if (bound === undefined) return undefined;
  return operator === 'DATE_AFTER' ? (time) => time > bound : (time) => time < bound;
}
