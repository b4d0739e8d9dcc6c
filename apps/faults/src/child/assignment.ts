import type { Secrets } from '../judge/secrets';

/** What the parent tells a process at its start, as JSON in the variable `ASSIGNMENT`. */
export interface Assignment {
  /** Which scenario to act, such as `size/endless-body`. */
  readonly id: string;
  readonly secrets: Secrets;
  readonly options: Readonly<Record<string, unknown>>;
  readonly props: Readonly<Record<string, string>>;
}
