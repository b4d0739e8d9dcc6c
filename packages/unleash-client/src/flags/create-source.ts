import { createPollingSource, type Source } from '@unleash-client/fetcher';
import type { FlagSyncParts } from './flag-sync';

/** The source of a client's flags, which begins by asking about the version in use, where that has an ETag. */
export function createSource({ options, http, keeper, store, bootstrapper }: FlagSyncParts): Source {
  const latest = keeper?.latest;
  // Only the ETag of flags that are in use, and stay so: the server must not confirm what was refused or gives way.
  const isInUse = latest !== undefined && store.holds(latest.body) && !bootstrapper.replacesCached();
  const { etag, endpoint } = isInUse ? latest : {};
  return createPollingSource({
    http,
    scheduler: options.scheduler,
    random: Math.random,
    now: Date.now,
    intervalMs: options.refreshIntervalMs,
    jitterMs: options.refreshJitterMs,
    retries: options.requestRetries,
    query: options.query,
    ...(etag !== undefined && endpoint !== undefined ? { initial: { etag, endpoint } } : {}),
  });
}
