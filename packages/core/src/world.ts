import type { RegexEngine } from './compile-options';
import type { Fields } from './context/fields';
import type { EvaluationClock } from './context/read-once';
import type { Stickiness } from './hashing/stickiness';
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
  readonly patternLength: number;
  readonly onIssue: (issue: Issue) => void;
  /** The readers of flags that read one field. */
  readonly fields: Fields;
  /** The readers of all others, who move the clock with every evaluation. */
  readonly sharedFields: Fields;
  readonly clock: EvaluationClock;
  /** The stickiness of that name; of none, the default one. */
  readonly stickiness: (name: string) => Stickiness;
}

/** What reading a context needs of the world. */
export type ReadingWorld = Pick<World, 'now' | 'appName' | 'environment' | 'onIssue'>;
