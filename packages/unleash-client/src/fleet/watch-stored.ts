import type { Scheduler } from '@unleash-client/http';
import type { CacheKeeper } from '../flags/cache-keeper';
import { coalesce } from './coalesce';

/** How long a cache that did not answer is left alone, in milliseconds. */
const RETRY_MS = 5000;

export interface StoredWatch {
  /** Looks now. */
  look(): void;
  stop(): void;
}

/**
 * Looks whether the flags are still stored each time the cache tells of a change, so that a cache that was emptied, or
 * overwritten by a process of the past, has them again. For processes that write.
 */
export function watchStored(keeper: CacheKeeper, scheduler: Scheduler): StoredWatch {
  let isStopped = false;
  let cancelRetry: () => void = () => undefined;
  const verifying = coalesce(async () => {
    cancelRetry();
    const isAnswered = await keeper.verify();
    // No other notice need come: what was lost in an outage would stay lost.
    if (!isAnswered && !isStopped) cancelRetry = scheduler.after(RETRY_MS, () => void verifying.run());
  });
  const unsubscribe = keeper.subscribe(() => void verifying.runAnew());
  return {
    look: () => void verifying.run(),
    stop() {
      isStopped = true;
      verifying.stop();
      cancelRetry();
      void unsubscribe.then((undo) => undo?.());
    },
  };
}
