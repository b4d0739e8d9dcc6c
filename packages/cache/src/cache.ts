/** A value now or later, so that a cache may be synchronous or not. */
export type MaybePromise<T> = T | PromiseLike<T>;

/**
 * Where texts are kept between two lives of an application. Text in, text out; each method may return a promise.
 * The client never waits for a cache on an evaluation or a poll, and treats what it throws as a miss with an event.
 */
export interface Cache {
  /** The text under a key; `null` or `undefined` when there is none. */
  get(key: string): MaybePromise<string | null | undefined>;
  /** Stores a text, whole or not at all: a reader must never see half of it. */
  set(key: string, value: string): MaybePromise<unknown>;
  /** Stores several texts. */
  mset?(entries: Readonly<Record<string, string>>): MaybePromise<unknown>;
  exists?(key: string): MaybePromise<boolean>;
  /** Deletes what is stored. The client never calls it. */
  destroy?(): MaybePromise<unknown>;
  /** Releases connections and watchers; what is stored stays. */
  close?(): MaybePromise<void>;
  /** Calls `changed` when another process (or another user of this cache) writes the key; returns its undo. */
  subscribe?(key: string, changed: () => void): () => void;
}
