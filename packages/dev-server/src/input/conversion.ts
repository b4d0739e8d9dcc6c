import type { Origin } from './origin';

/**
 * How a flag is written: `shorthand` fills in what is left out and refuses keys that nobody reads; `wire` is what a
 * server has sent, kept as it is; `mixed` is the second with a patch in the first, filled in with all keys kept.
 */
export type FlagForm = 'shorthand' | 'wire' | 'mixed';

/** What the conversion of a flag needs to know besides the flag. */
export interface Conversion {
  readonly form: FlagForm;
  readonly origin: Origin;
  /** The id of a segment by its name. */
  segmentId(name: string): number | undefined;
}
