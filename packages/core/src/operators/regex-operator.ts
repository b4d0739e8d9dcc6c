import type { RegexEngine } from '../compile-options';
import type { ConstraintDefinition } from '../definitions';

/** Longer patterns are invalid: compiling one of a megabyte would block for seconds (rule 18). */
export const MAX_PATTERN_LENGTH = 10_000;

/** `REGEX`, unanchored; `undefined` when the pattern is invalid. */
export function compileRegex(
  { value, caseInsensitive }: ConstraintDefinition,
  engine: RegexEngine,
): ((text: string) => boolean) | undefined {
  const pattern = value ?? '';
  if (pattern.length > MAX_PATTERN_LENGTH) return undefined;
  return engine(pattern, { caseInsensitive: caseInsensitive === true });
}
