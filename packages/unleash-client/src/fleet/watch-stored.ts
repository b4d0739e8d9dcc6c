import type { CacheKeeper } from '../flags/cache-keeper';
import { coalesce } from './coalesce';

/**
 * Looks whether the flags are still stored each time the cache tells of a change, so that a cache that was emptied, or
 * overwritten by a process of the past, has them again. For processes that write. Returns what ends it.
 */
export function watchStored(keeper: CacheKeeper): () => void {
  const verifying = coalesce(() => keeper.verify());
  const unsubscribe = keeper.subscribe(() => void verifying.runAnew());
  return () => {
    verifying.stop();
    void unsubscribe.then((undo) => undo?.());
  };
}
