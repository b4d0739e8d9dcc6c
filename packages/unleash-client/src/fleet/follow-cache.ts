import type { StoredSnapshot } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import type { CacheKeeper } from '../flags/cache-keeper';
import { coalesce } from './coalesce';

/** Caches that tell of changes are read without being told only each tenth interval: should a notice be lost after all. */
const SAFETY_FACTOR = 10;

export interface FollowerOptions {
  readonly keeper: CacheKeeper;
  readonly scheduler: Scheduler;
  /** How often a cache that tells nothing is read again; `0` for never. */
  readonly intervalMs: number;
  readonly onSnapshot: (snapshot: StoredSnapshot) => void;
}

/** Reads what another process writes to a cache. */
export interface CacheFollower {
  /** Reads now, or joins a read under way, so that a cache that never answers is not asked over and over. */
  refresh(): Promise<void>;
  stop(): void;
}

/** Follows a cache: reads it at once, when it tells of a change, and with each interval where it does not. */
export function followCache({ keeper, scheduler, intervalMs, onSnapshot }: FollowerOptions): CacheFollower {
  let isStopped = false;
  let isTold = false;
  /** What was handed on last. Whoever else reads the cache meanwhile must not make it look old. */
  let seen: StoredSnapshot | undefined;
  let cancel: () => void = () => undefined;

  const read = async (): Promise<void> => {
    const look = await keeper.read();
    if (isStopped) return;
    if (look.kind === 'found' && look.snapshot !== seen) {
      seen = look.snapshot;
      onSnapshot(seen);
    }
    plan(look.kind === 'failed');
  };
  const reading = coalesce(read);
  const plan = (isFailed: boolean) => {
    cancel();
    if (intervalMs === 0) return;
    const delayMs = isTold && !isFailed ? intervalMs * SAFETY_FACTOR : intervalMs;
    cancel = scheduler.after(delayMs, () => void reading.run());
  };
  const subscribing = keeper.subscribe(() => void reading.runAnew());
  void subscribing.then((undo) => {
    isTold = undo !== undefined;
  });
  void reading.run();

  return {
    refresh: reading.run,
    stop() {
      isStopped = true;
      reading.stop();
      cancel();
      void subscribing.then((undo) => undo?.());
    },
  };
}
