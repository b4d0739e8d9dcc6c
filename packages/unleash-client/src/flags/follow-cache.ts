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

  const refresh = async (): Promise<void> => {
    const snapshot = await keeper.read();
    if (snapshot !== undefined && !isStopped) onSnapshot(snapshot);
  };
  const plan = () => {
    if (isStopped || intervalMs === 0) return;
    cancel = scheduler.after(intervalMs, () => {
      void refresh();
      plan();
    });
  };
  plan();
  void keeper
    .subscribe(() => void refresh())
    .then((undo) => {
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
