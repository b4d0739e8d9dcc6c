import { compile, type Issue, parsePayload } from '@unleash-client/core';
import { re2 } from '@unleash-client/core/re2';
import type { Contents } from '../store/contents';
import { type Path, parsePath } from './path';
import { pathAsWritten } from './path-as-written';

/** Something that is allowed and yet cannot do what was meant. */
export interface Doubt {
  readonly path: Path;
  readonly message: string;
}

/**
 * Operators that this version does not know, operands that cannot be read (`SEMVER_GTE: 2.4`), parents and segments that do not exist. Names of custom strategies
 * are no doubt: the application knows them. Flags that are switched off are not looked into.
 */
export function findDoubts({ flags, segments }: Contents): Doubt[] {
  const features = Array.from(flags.values(), ({ definition }) => definition);
  const { payload, issues: unknownOperators } = parsePayload({ features, segments: [...segments.values()] });
  if (payload === null) return [];
  const issues: Issue[] = [...unknownOperators];
  const onIssue = (issue: Issue) => issues.push(issue);
  const flagSet = compile(payload, { now: () => 0, random: () => 0, regex: re2, onIssue });
  for (const name of flags.keys()) flagSet.get(name);
  const written = [...flags.values()];
  // The parser counts flags, what compiles them names them.
  const findFlag = (key: string | number) => (typeof key === 'number' ? written[key] : flags.get(key));
  return issues
    .filter(({ kind }) => kind !== 'unknown-strategy')
    .map(({ path, message }) => ({
      path: pathAsWritten(parsePath(path), findFlag),
      message,
    }));
}
