import type { Issue } from '../issue';

/** What one run of a parser carries along: where it is, what it met. Paths are printed only for what is wrong. */
export interface ParseState {
  readonly path: (string | number)[];
  readonly issues: Issue[];
  usesRegex: boolean;
}

export const createParseState = (): ParseState => ({ path: [], issues: [], usesRegex: false });

/** Reports the node under `keys`, counted from where the parser is, as malformed. */
export function report(state: ParseState, message: string, ...keys: (string | number)[]): void {
  state.issues.push({ kind: 'malformed', path: printPath([...state.path, ...keys]), message });
}

/** Prints a path the way JavaScript would reach it: `features[3].strategies`. */
export const printPath = (path: readonly (string | number)[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

/** Reports, and answers `false`: for checks that end at the first fault. */
export function fail(state: ParseState, message: string, ...keys: (string | number)[]): false {
  report(state, message, ...keys);
  return false;
}
