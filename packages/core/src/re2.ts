import { RE2JS } from 're2js';
import type { RegexEngine } from './compile-options';

/**
 * The engine for `REGEX` constraints: RE2's syntax, time linear in the text (rule 18). A module of its own, since the
 * library behind it is as large as all the rest: load it when a payload's `usesRegex` says so.
 */
export const re2: RegexEngine = (pattern, { caseInsensitive }) => {
  try {
    const compiled = RE2JS.compile(pattern, caseInsensitive ? RE2JS.CASE_INSENSITIVE : 0);
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
};
