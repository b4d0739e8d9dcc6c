import type { Issue, IssueKind } from '../issue';

/** The issues of one run that are kept: a hostile body has one for every other byte. */
const MOST_ISSUES = 1000;

/** What was met, with the keys that lead to it from where the parser was. */
interface Finding {
  readonly kind: IssueKind;
  readonly keys: (string | number)[];
  readonly message: string;
}

/**
 * What one run of a parser carries along. Nobody notes where the parser is, since nearly all nodes are sound: whoever
 * looks at a list or an object adds its keys to what was found inside.
 */
export interface ParseState {
  readonly findings: Finding[];
  usesRegex: boolean;
}

export const createParseState = (): ParseState => ({ findings: [], usesRegex: false });

/** Adds an issue with the node under `keys`, counted from where the parser is; beyond the first thousand none. */
export function addIssue(
  { findings }: ParseState,
  kind: IssueKind,
  message: string,
  keys: readonly (string | number)[] = [],
): void {
  if (findings.length < MOST_ISSUES) findings.push({ kind, keys: [...keys], message });
}

/** Reports the node under `keys`, counted from where the parser is, as malformed. */
export function report(state: ParseState, message: string, ...keys: (string | number)[]): void {
  addIssue(state, 'malformed', message, keys);
}

/** Reports, and answers `false`: for checks that end at the first fault. */
export function fail(state: ParseState, message: string, ...keys: (string | number)[]): false {
  report(state, message, ...keys);
  return false;
}

/** Says where all that was found since there were `before` findings stands. */
export function locate({ findings }: ParseState, before: number, ...keys: (string | number)[]): void {
  for (let index = before; index < findings.length; index++) findings[index]?.keys.unshift(...keys);
}

/** All that was found, with paths as JavaScript would reach them: `features[3].strategies`. */
export const toIssues = ({ findings }: ParseState): Issue[] =>
  findings.map(({ kind, keys, message }) => ({ kind, path: printPath(keys), message }));

const printPath = (keys: readonly (string | number)[]): string =>
  keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
