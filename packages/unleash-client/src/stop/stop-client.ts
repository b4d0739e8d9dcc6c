import type { ClientParts } from '../client-parts';
import type { FlagSync } from '../flags/flag-sync';
import { holdingScheduler } from '../start/holding-scheduler';
import { within } from '../start/within';

/** How long to wait for a cache that is still reading or writing, in milliseconds. */
const CACHE_GRACE_MS = 500;
/** The rest of stopping takes some time too, and all of it was promised within the caller's limit. */
const MARGIN_MS = 50;

export interface StopOptions {
  /** How long to report what is counted, in milliseconds; absent: not at all. */
  readonly flushMs?: number | undefined;
}

/** Stops everything a client does, each part within its time. Never rejects. */
export async function stopClient(
  { store, keeper, metrics, http, reporter, leaveInstances }: ClientParts,
  sync: Promise<FlagSync | undefined> | undefined,
  { flushMs }: StopOptions,
): Promise<void> {
  leaveInstances();
  store.close();
  const stopSync = async () => {
    await Promise.all([(await sync)?.stop(), keeper?.end()]);
  };
  await Promise.all([
    within(stopSync(), CACHE_GRACE_MS, holdingScheduler),
    flushMs === undefined
      ? undefined
      : within(metrics.flush(), Math.max(0, flushMs - MARGIN_MS), holdingScheduler),
  ]);
  metrics.stop();
  http.close?.();
  reporter.close();
}
