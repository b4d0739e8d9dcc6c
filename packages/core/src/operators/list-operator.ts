import type { ConstraintDefinition } from '../definitions';

/** What `IN` and `NOT_IN` look for: the values without surrounding blanks; empty ones do not count (rule 13). */
export const listOf = ({ values }: ConstraintDefinition): ReadonlySet<string> =>
  new Set((values ?? []).map((value) => value.trim()).filter((value) => value !== ''));
