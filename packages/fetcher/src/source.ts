import type { UnleashError } from '@unleash-client/http';

/** Flags as they came over the wire, not parsed. */
export interface Snapshot {
  /** `full` replaces everything that is known, `delta` changes it. */
  readonly kind: 'full' | 'delta';
  readonly text: string;
  /** The version of the text, as the server names it. */
  readonly etag?: string;
  /** The absolute URL, query included, that the ETag belongs to. */
  readonly endpoint: string;
}

/** What became of a snapshot: in use, not usable, or not applicable without a full one. */
export type Verdict = 'accepted' | 'refused' | 'resync';

/** Who wants flags. Each fetch ends in exactly one of these calls, unless the source was stopped meanwhile. */
export interface SourceObserver {
  /** New flags. Only an `accepted` snapshot is remembered, so that the next fetch asks for changes to it. */
  snapshot(snapshot: Snapshot): Verdict;
  /** The server answered, and nothing has changed. */
  unchanged(): void;
  /**
   * A fetch failed, or a call of this observer threw. The source goes on by itself after `retryInMs` milliseconds;
   * without it there is no next fetch until somebody calls `refresh`.
   */
  fault(error: UnleashError, retryInMs?: number): void;
}

/** A source at work. */
export interface RunningSource {
  /** Ends it at once: what is in flight is aborted, and the observer is not called again. */
  stop(): void;
  /** Fetches now, or joins the fetch under way; resolves when that fetch has ended, never rejects. */
  refresh(): Promise<void>;
}

/** Where flags come from: polling, a stream, a file. */
export interface Source {
  start(observer: SourceObserver): RunningSource;
}
