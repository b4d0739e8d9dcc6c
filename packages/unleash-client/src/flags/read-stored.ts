import type { StoredSnapshot } from '@unleash-client/cache';
import { within } from '../start/within';
import type { CacheKeeper } from './cache-keeper';
import type { FlagSyncParts } from './flag-sync';
import { fromStored } from './read-incoming';

/** How long a start waits for a cache, in milliseconds; what a slower one brings is taken, but late. */
const CACHE_GRACE_MS = 500;
/** How long a cache that failed is left alone, in milliseconds. */
const RETRY_MS = 5000;

const VAGUE =
  'cached flags are in use, and may be those of another environment, since customHeaders is a function: give environment or cacheKey';

/** What was stored in an earlier life. */
export interface StoredFlags {
  /** Settles when they are in use, or the start should not wait for them any longer; never rejects. */
  readonly taken: Promise<void>;
  /** Takes nothing any more. */
  stop(): void;
}

/** Takes in what is stored, also what comes late, unless newer flags are there; a cache that fails is asked again. */
export function readStored(parts: FlagSyncParts, keeper: CacheKeeper): StoredFlags {
  const { options, store, firstFlags, reporter } = parts;
  let cancelRetry: () => void = () => undefined;

  // In a fleet cached flags rank as high as the server's, but what was read before other flags came is older than these.
  const isOver = () => parts.isStopped() || keeper.latest !== undefined;
  const takeOwn = (own: StoredSnapshot | undefined) => {
    if (own === undefined || isOver()) return;
    if (store.accept(fromStored(own), 'cache') !== 'accepted') return;
    keeper.found(own);
    if (options.isCacheKeyVague) reporter.warn('cache', VAGUE);
  };
  const takeSeed = (seed: StoredSnapshot | undefined) => {
    if (seed !== undefined && !isOver()) store.accept(seed.body, 'bootstrap');
  };
  const readOwn = async (): Promise<StoredSnapshot | undefined> => {
    const reading = await keeper.read();
    if (reading.kind === 'failed' && !isOver()) {
      cancelRetry = options.scheduler.after(RETRY_MS, retry);
    }
    return 'snapshot' in reading ? reading.snapshot : undefined;
  };
  const retry = () => {
    if (!isOver()) void readAll();
  };
  const readAll = async () => {
    // Flags to start with that the application itself gave win over those that somebody put into the cache.
    const seeding = options.bootstrap === undefined ? keeper.readSeed() : undefined;
    const [own, seed] = await Promise.all([readOwn(), seeding]);
    // The ones that win come first, so that the others are not compiled for nothing.
    if (options.bootstrapOverride) takeSeed(seed);
    takeOwn(own);
    takeSeed(seed);
    firstFlags.flagsArrived();
  };
  const take = async () => {
    const reading = readAll().then(firstFlags.otherSourceRead);
    await within(reading, CACHE_GRACE_MS, options.scheduler);
    await new Promise<void>((resolve) => store.whenInUse(resolve));
  };

  return { taken: take(), stop: () => cancelRetry() };
}
