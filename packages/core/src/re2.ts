import { RE2JS } from 're2js';
import type { RegexEngine } from './compile-options';

/** Largest program, in instructions: compiling it takes time and memory. */
const MAX_PROGRAM_SIZE = 100_000;
/** Matching may look at each instruction for each character of the text: so many steps take about a tenth of a second. */
const MAX_STEPS = 10_000_000;
/** Most copies of a pattern's characters that its counted repetitions may ask for: each copy is compiled. */
const MAX_EXPANSION = 1_000_000;

/**
 * The engine for `REGEX` constraints: RE2's syntax, time linear in the text (rule 18). A pattern whose repetitions such as
 * `(\pL{1000}){100}` would grow into an enormous program is invalid, and a text that is too long for its pattern does not
 * match. A module of its own, since the library behind it is
 * as large as all the rest: load it when a payload's `usesRegex` says so.
 */
export const re2: RegexEngine = (pattern, { caseInsensitive }) => {
  if (expansionOf(pattern) > MAX_EXPANSION) return undefined;
  try {
    const compiled = RE2JS.compile(pattern, caseInsensitive ? RE2JS.CASE_INSENSITIVE : 0);
    const size = compiled.programSize();
    if (size > MAX_PROGRAM_SIZE) return undefined;
    return (text) => text.length * size <= MAX_STEPS && compiled.matcher(text).find();
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
