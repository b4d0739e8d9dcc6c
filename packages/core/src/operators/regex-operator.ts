import type { RegexEngine } from '../compile-options';
import type { ConstraintDefinition } from '../definitions';

/** The longest pattern, in characters, unless the options say otherwise: compiling one of a megabyte blocks for seconds (rule 18). */
export const DEFAULT_PATTERN_LENGTH = 10_000;

/** `REGEX`, unanchored; `undefined` when the pattern is invalid. */
export function compileRegex(
  { value, caseInsensitive }: ConstraintDefinition,
  engine: RegexEngine,
): ((text: string) => boolean) | undefined {
  return engine(value ?? '', { caseInsensitive: caseInsensitive === true });
}
