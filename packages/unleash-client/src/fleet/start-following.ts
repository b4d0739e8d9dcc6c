import type { CacheKeeper } from '../flags/cache-keeper';
import type { FlagSync, FlagSyncParts } from '../flags/flag-sync';
import { fromStored } from '../flags/read-incoming';
import { followCache } from './follow-cache';

/** Takes what is cached and follows it; the server is never asked. */
export function startFollowing(parts: FlagSyncParts, keeper: CacheKeeper): FlagSync {
  const { options, store, firstFlags, reporter } = parts;
  const follower = followCache({
    keeper,
    scheduler: options.scheduler,
    intervalMs: options.refreshIntervalMs,
    onSnapshot(snapshot) {
      store.accept(fromStored(snapshot), 'cache');
      firstFlags.flagsArrived();
    },
  });
  const takeSeed = async () => {
    const seed = await keeper.readSeed();
    if (seed !== undefined && !parts.isStopped()) store.accept(seed.body, 'bootstrap');
    firstFlags.flagsArrived();
  };
  const noteNothing = () => {
    if (store.source !== undefined || parts.isStopped()) return;
    const message =
      'there are no flags in the cache yet; whoever fills it needs the same url, token and filters, or the same cacheKey';
    reporter.warn('follower', message);
  };
  const seeding = options.bootstrap === undefined ? takeSeed() : undefined;
  void Promise.all([follower.refresh(), seeding]).then(() => store.whenInUse(noteNothing));
  return { ...follower, setMode: () => undefined };
}
