import type { RegexEngine } from './compile-options';
import type { Issue } from './issue';
import type { Strategy } from './strategy';

/** The compile options with every gap filled: what the parts of a flag set are compiled with. */
export interface World {
  readonly now: () => number;
  readonly random: () => number;
  readonly appName: string | undefined;
  readonly environment: string | undefined;
  readonly hostname: string | undefined;
  readonly strategies: ReadonlyMap<string, Strategy>;
  readonly regex: RegexEngine | undefined;
  readonly onIssue: (issue: Issue) => void;
}
