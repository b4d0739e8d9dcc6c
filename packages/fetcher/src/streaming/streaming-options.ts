import type { PollingOptions } from '../polling/polling-options';

export interface StreamingOptions
  extends Pick<PollingOptions, 'http' | 'scheduler' | 'random' | 'now' | 'query' | 'initial'> {
  /** The longest silence of an open stream, comments included, in milliseconds. Default 60000. */
  readonly readTimeoutMs?: number | undefined;
  /** The longest event to accept, in bytes; a longer one closes the stream while it is being read. Default 52428800. */
  readonly maxEventLength?: number | undefined;
}

/** Twice the 30 s after which servers send a comment into a quiet stream. */
export const DEFAULT_READ_TIMEOUT_MS = 60_000;
/** As much as a whole answer may have. */
export const DEFAULT_MAX_EVENT_LENGTH = 50 * 1024 * 1024;
