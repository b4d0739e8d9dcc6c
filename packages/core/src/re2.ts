import { RE2JS } from 're2js';
import type { RegexEngine } from './compile-options';

/** Largest program, in instructions: matching takes time in proportion to it, so a larger one would be felt. */
const MAX_PROGRAM_SIZE = 100_000;
/** Most copies of a pattern's characters that its counted repetitions may ask for: each copy is compiled. */
const MAX_EXPANSION = 1_000_000;

/**
 * The engine for `REGEX` constraints: RE2's syntax, time linear in the text (rule 18). A pattern whose repetitions such as
 * `(\pL{1000}){100}` would grow into an enormous program is invalid. A module of its own, since the library behind it is
 * as large as all the rest: load it when a payload's `usesRegex` says so.
 */
export const re2: RegexEngine = (pattern, { caseInsensitive }) => {
  if (expansionOf(pattern) > MAX_EXPANSION) return undefined;
  try {
    const compiled = RE2JS.compile(pattern, caseInsensitive ? RE2JS.CASE_INSENSITIVE : 0);
    return compiled.programSize() > MAX_PROGRAM_SIZE ? undefined : (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
};

/** A bound on what counted repetitions make of a pattern, as if each repeated all of it. */
function expansionOf(pattern: string): number {
  let copies = 1;
  for (const [, least = '', most] of pattern.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)) {
    copies += Math.max(Number(least), Number(most || 0));
  }
  return copies * pattern.length;
}
