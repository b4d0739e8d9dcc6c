import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';
import type { FetchMode } from './api/fetch-mode-hint';
import type { MetricsReport } from './api/routes/metrics';
import type { Registration } from './api/routes/register';
import type { FlagEditor } from './edit-flags';
import type { RequestRecord } from './request-record';

/** The flags in wire form, as a client with a token for all projects gets them. */
export interface ServedFlags {
  readonly version: 2;
  readonly features: readonly FlagDefinition[];
  readonly segments: readonly SegmentDefinition[];
}

/** A running server. Changes made by its methods last until the flags file changes, which replaces them all. */
export interface DevServer extends FlagEditor {
  /** What clients want as their `url`: `http://127.0.0.1:4242/api`. */
  readonly url: string;
  /** The first of the tokens. */
  readonly token: string;
  /** A copy of what is being served. */
  flags(): ServedFlags;
  /** What clients have said about themselves, oldest first; the latest 1,000. */
  readonly registrations: readonly Registration[];
  /** What clients have counted, oldest first; the latest 1,000 reports. */
  readonly metrics: readonly MetricsReport[];
  /** The latest 1,000 requests, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** How many streams are open. */
  readonly streams: number;
  /**
   * Asks clients to fetch in another way from now on: by an event on each open stream, and by a header on each answer
   * with flags. `undefined`, as at the start, asks for nothing.
   * @throws DevServerError `INVALID_OPTIONS` for any other mode.
   */
  setFetchMode(mode: FetchMode | undefined): void;
  /** Stops at once, open connections included. Further calls do nothing. */
  close(): Promise<void>;
}
