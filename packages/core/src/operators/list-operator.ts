import type { ConstraintDefinition } from '../definitions';

/** `IN`: exact match on the values without surrounding blanks; empty values do not count (rule 13). */
export function compileList({ values }: ConstraintDefinition): (text: string) => boolean {
  const set = new Set((values ?? []).map((value) => value.trim()).filter((value) => value !== ''));
  return (text) => set.has(text);
}
