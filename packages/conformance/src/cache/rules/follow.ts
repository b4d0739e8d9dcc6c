import type { CheckedCache } from '../checked-cache';

/** A follower of a key: reads it when it is told to, and counts how often that is. */
export interface Follower {
  /** What it has read last; `undefined` before. */
  readonly latest: () => unknown;
  readonly calls: () => number;
  readonly stop: () => void;
}

/** Follows a key as a client does. `onCall` runs first, to misbehave. */
export function follow(cache: CheckedCache, key: string, onCall: () => void = () => undefined): Follower {
  let latest: unknown;
  let calls = 0;
  let asked = 0;
  const changed = () => {
    calls += 1;
    asked += 1;
    const question = asked;
    onCall();
    cache.get(key).then(
      (text) => {
        // Answers may overtake each other.
        if (question === asked) latest = text;
      },
      () => undefined,
    );
  };
  const stop = cache.subscribe(key, changed);
  return { latest: () => latest, calls: () => calls, stop };
}
