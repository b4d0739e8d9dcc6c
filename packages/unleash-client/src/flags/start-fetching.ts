import type { StoredSnapshot } from '@unleash-client/cache';
import { createPollingSource } from '@unleash-client/fetcher';
import { within } from '../start/within';
import type { FlagSync, FlagSyncParts } from './flag-sync';
import { createServerObserver } from './server-observer';

/** How long the first poll waits for the ETag in a cache, in milliseconds; a slower one is read, but late. */
const CACHE_GRACE_MS = 500;

/** Takes what is cached, then follows the server. */
export async function startFetching(parts: FlagSyncParts): Promise<FlagSync | undefined> {
  const { options, http, store } = parts;
  const stored = await readCache(parts);
  if (parts.isStopped()) return undefined;
  // Only the ETag of flags that are in use: the server must not confirm what was refused or gave way.
  const isInUse = stored !== undefined && store.source === 'cache';
  const source = createPollingSource({
    http,
    scheduler: options.scheduler,
    random: Math.random,
    now: Date.now,
    intervalMs: options.refreshIntervalMs,
    jitterMs: options.refreshJitterMs,
    retries: options.requestRetries,
    query: options.query,
    ...(isInUse && stored.etag !== undefined && stored.endpoint !== undefined
      ? { initial: { etag: stored.etag, endpoint: stored.endpoint } }
      : {}),
  });
  return source.start(createServerObserver(parts));
}

/** The stored snapshot, if it comes soon; one that comes late is taken all the same, unless newer flags are there. */
async function readCache(parts: FlagSyncParts): Promise<StoredSnapshot | undefined> {
  const { options, keeper, store, firstFlags } = parts;
  if (keeper === undefined) return undefined;
  const taken = keeper.read().then((snapshot) => {
    if (snapshot !== undefined) store.accept(snapshot.body, 'cache');
    firstFlags.flagsArrived();
    firstFlags.cacheRead();
    return snapshot;
  });
  const stored = await within(taken, CACHE_GRACE_MS, options.scheduler);
  await new Promise<void>((resolve) => store.whenInUse(resolve));
  return stored;
}
