import type { UnleashError } from '@unleash-client/http';

/** Flags as they came over the wire, not parsed. */
export interface Snapshot {
  /**
   * `full` is the body of `client/features` and replaces all that is known. `delta` is a list of events that change what
   * came from the same endpoint; the first one, and the first after any verdict but `accepted`, holds everything.
   */
  readonly kind: 'full' | 'delta';
  readonly text: string;
  /** The version of the text, as the server names it. */
  readonly etag?: string;
  /** The absolute URL, query included, that the ETag belongs to. */
  readonly endpoint: string;
}

/** What became of a snapshot: in use, not usable, or not applicable without a full one. */
export type Verdict = 'accepted' | 'refused' | 'resync';

/**
 * Who wants flags. Each request ends in exactly one of these calls, unless the source was stopped meanwhile; a stream
 * makes one for each event, and none for the end of a connection that has lasted. Calls may be answered by `refresh`,
 * `stop` or a change of mode.
 */
export interface SourceObserver {
  /**
   * New flags. Only an `accepted` snapshot is remembered, so that the next request asks for changes to it. After any other
   * verdict on a `delta` the source asks for everything: at once, or soon, after `resync`.
   */
  snapshot(snapshot: Snapshot): Verdict;
  /** The server answered, and nothing has changed. */
  unchanged(): void;
  /**
   * A request failed, or a call of this observer threw. The source goes on by itself after `retryInMs` milliseconds;
   * without it there is no next fetch until somebody calls `refresh`.
   */
  fault(error: UnleashError, retryInMs?: number): void;
}

/** A source at work. */
export interface RunningSource {
  /** Ends it at once: what is in flight is aborted, and the observer is not called again. */
  stop(): void;
  /**
   * Fetches now, or joins the fetch under way; resolves when that fetch has ended, never rejects. A stream that delivers
   * has nothing to fetch.
   */
  refresh(): Promise<void>;
}

/** Where flags come from: polling, a stream, a file. */
export interface Source {
  start(observer: SourceObserver): RunningSource;
}
