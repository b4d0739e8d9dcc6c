/** A value now or later, so that a cache may be synchronous or not. */
export type MaybePromise<T> = T | PromiseLike<T>;

/** The right to write for a whole fleet, for a limited time. */
export interface Lease {
  /**
   * Which tenure this is: the same as long as its holder renews it in time, larger for every later holder, also after what
   * was stored is lost. A whole number up to `Number.MAX_SAFE_INTEGER`.
   */
  readonly token: number;
}

/** Makes a write conditional: it is refused once a lease with a larger token was given out for the key. */
export interface WriteGuard {
  readonly token: number;
}

/**
 * Where texts are kept between two lives of an application. Text in, text out; each method may return a promise, and
 * none may take for ever. The client never waits for a cache on an evaluation or a poll, and treats what it throws as a
 * miss with an event.
 */
export interface Cache {
  /**
   * The text under a key; `null` or `undefined` when there is none. Content that cannot be used is a
   * {@link CorruptEntryError}, which tells of a miss and not of an outage.
   */
  get(key: string): MaybePromise<string | null | undefined>;
  /**
   * Stores a text, whole or not at all: a reader must never see half of it. Answers `false` when the guard forbids it; any
   * other answer means that it is stored. Caches without `lease` may ignore the guard, which they are never given.
   */
  set(key: string, value: string, guard?: WriteGuard): MaybePromise<unknown>;
  /** Stores several texts, each as `set` does. */
  mset?(entries: Readonly<Record<string, string>>): MaybePromise<unknown>;
  /** Whether there is a text under a key. Should cost less than reading it. */
  exists?(key: string): MaybePromise<boolean>;
  /** Deletes what is stored. The client never calls it. */
  destroy?(): MaybePromise<unknown>;
  /** Releases connections and watchers; what is stored stays. */
  close?(): MaybePromise<void>;
  /**
   * Calls `changed` after another process (or another user of this cache) wrote the key, deleted it, or may have while it
   * was out of reach; returns its undo. A call too many costs one read, a missing one leaves followers behind.
   */
  subscribe?(key: string, changed: () => void): () => void;
  /**
   * Gives the key to a holder for `ttlMs` milliseconds, or renews what that holder has; `null` while somebody else has it.
   * At most one holder has a valid lease at any time.
   */
  lease?(key: string, holder: string, ttlMs: number): MaybePromise<Lease | null>;
  /** Gives a lease back before its time, so that another can have it at once. Nothing happens unless `holder` has it. */
  release?(key: string, holder: string): MaybePromise<void>;
}
