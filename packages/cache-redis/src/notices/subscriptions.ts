import { createWatch, type Watch } from './watch';

/** Who wants to hear of which key. */
export interface Subscriptions {
  subscribe(key: string, changed: () => void): () => void;
  /** Tells that a key has a version now, or none (''). */
  tell(key: string, version: string): void;
  /** Looks at all keys at once, after notices may have been lost. */
  look(): void;
  close(): void;
}

export interface SubscriptionOptions {
  /** The version of a key; `''` when there is no text. */
  readonly readVersion: (key: string) => Promise<string>;
  /** Starts to listen to what others tell; returns its undo. Called for the first subscriber. */
  readonly listen: () => () => void;
}

export function createSubscriptions({ readVersion, listen }: SubscriptionOptions): Subscriptions {
  const watches = new Map<string, Watch>();
  let stopListening: (() => void) | undefined;
  let isClosed = false;

  const watchOf = (key: string): Watch => {
    const watch = watches.get(key) ?? createWatch(() => readVersion(key));
    watches.set(key, watch);
    return watch;
  };
  const stopIdle = () => {
    if (watches.size > 0) return;
    stopListening?.();
    stopListening = undefined;
  };
  return {
    subscribe(key, changed) {
      if (isClosed) return () => undefined;
      const watch = watchOf(key);
      const leave = watch.join(changed);
      stopListening ??= listen();
      return () => {
        if (leave() > 0 || watches.get(key) !== watch) return;
        watch.stop();
        watches.delete(key);
        stopIdle();
      };
    },
    tell: (key, version) => watches.get(key)?.tell(version),
    look() {
      for (const watch of watches.values()) watch.look();
    },
    close() {
      isClosed = true;
      for (const watch of watches.values()) watch.stop();
      watches.clear();
      stopIdle();
    },
  };
}
