import { createModeSource, type ModeSource } from '@unleash-client/fetcher';
import type { FlagSyncParts } from './flag-sync';
import { isHeldAs } from './held-flags';

/** The source of a client's flags, which begins by asking about the version in use, where that has an ETag. */
export function createSource(parts: FlagSyncParts): ModeSource {
  const { options, http, keeper, store, bootstrapper, modes } = parts;
  const latest = keeper?.latest;
  const { held } = store;
  // Only the ETag of flags that are in use, and stay so: the server must not confirm what was refused or gives way.
  const isInUse =
    latest !== undefined && held !== undefined && isHeldAs(held, latest) && !bootstrapper.replacesCached();
  const { etag, endpoint } = isInUse ? latest : {};
  return createModeSource({
    mode: modes.wanted,
    onMode: modes.changed,
    http,
    scheduler: options.scheduler,
    random: Math.random,
    now: Date.now,
    intervalMs: options.refreshIntervalMs,
    jitterMs: options.refreshJitterMs,
    retries: options.requestRetries,
    query: options.query,
    maxEventLength: options.limits.inflatedBytes,
    ...(etag !== undefined && endpoint !== undefined ? { initial: { etag, endpoint } } : {}),
  });
}
