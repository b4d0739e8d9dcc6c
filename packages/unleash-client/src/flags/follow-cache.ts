import type { StoredSnapshot } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import type { CacheKeeper } from './cache-keeper';

export interface FollowerOptions {
  readonly keeper: CacheKeeper;
  readonly scheduler: Scheduler;
  /** How often the cache is read again; `0` for never. Caches that tell of writes are read at once as well. */
  readonly intervalMs: number;
  readonly onSnapshot: (snapshot: StoredSnapshot) => void;
}

/** Follows what another process writes to the cache; for processes that never ask the server. */
export function followCache({ keeper, scheduler, intervalMs, onSnapshot }: FollowerOptions) {
  let isStopped = false;
  let cancel: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  let reading: Promise<void> | undefined;
  let isOutdated = false;

  const read = async (): Promise<void> => {
    do {
      isOutdated = false;
      const snapshot = await keeper.read();
      if (snapshot !== undefined && !isStopped) onSnapshot(snapshot);
    } while (isOutdated && !isStopped);
    reading = undefined;
  };
  /** Joins a read under way, so that a cache that never answers is not asked with each interval. */
  const refresh = (): Promise<void> => {
    reading ??= read();
    return reading;
  };
  /** What a read under way brings may be older than the change. */
  const changed = () => {
    isOutdated = true;
    void refresh();
  };
  const plan = () => {
    if (isStopped || intervalMs === 0) return;
    cancel = scheduler.after(intervalMs, () => {
      void refresh();
      plan();
    });
  };
  plan();
  void keeper.subscribe(changed).then((undo) => {
    unsubscribe = undo;
    if (isStopped) undo?.();
  });

  return {
    refresh,
    stop() {
      isStopped = true;
      cancel?.();
      unsubscribe?.();
    },
  };
}
