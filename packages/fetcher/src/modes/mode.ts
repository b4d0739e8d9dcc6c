/**
 * How flags are kept fresh: `polling` asks for all of them, `delta` for what has changed, and `streaming` hears of each
 * change as it happens.
 */
export type Mode = 'polling' | 'delta' | 'streaming';

/** The way in which flags are kept fresh has changed. */
export interface ModeChange {
  readonly from: Mode;
  readonly to: Mode;
  /** Why, for people to read. */
  readonly reason: string;
}
