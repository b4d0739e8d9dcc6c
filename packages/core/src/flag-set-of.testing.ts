import { compile } from './compile';
import type { CompileOptions } from './compile-options';
import type { FlagSet } from './flag-set';
import type { Issue } from './issue';
import { parsePayload } from './parse/parse-payload';
import { re2 } from './re2';

/** The moment at which tests evaluate. */
export const NOW = '2026-11-23T08:00:00.000Z';

/** A flag set of a body as servers send it, with all that was reported while parsing, compiling and evaluating. */
export function flagSetOf(
  body: { readonly features: readonly unknown[]; readonly segments?: unknown },
  options: Partial<CompileOptions> = {},
): { flagSet: FlagSet; issues: Issue[] } {
  const { payload, issues } = parsePayload(body);
  if (payload === null) throw new Error('the body is refused');
  const reported = [...issues];
  const flagSet = compile(payload, {
    now: () => Date.parse(NOW),
    random: () => 0.5,
    regex: re2,
    onIssue: (issue) => reported.push(issue),
    ...options,
  });
  return { flagSet, issues: reported };
}
