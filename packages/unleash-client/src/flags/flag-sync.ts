import type { StoredSnapshot } from '@unleash-client/cache';
import type { EventBus } from '@unleash-client/events';
import { createPollingSource, type Snapshot, type SourceObserver } from '@unleash-client/fetcher';
import { type HttpClient, UnleashError } from '@unleash-client/http';
import type { ResolvedOptions } from '../options/resolve-options';
import type { Reporter } from '../report/reporter';
import type { FirstFlags } from '../start/first-flags';
import { within } from '../start/within';
import type { CacheKeeper } from './cache-keeper';
import type { FlagStore } from './flag-store';
import { followCache } from './follow-cache';

export interface FlagSyncOptions {
  readonly options: ResolvedOptions;
  readonly store: FlagStore;
  readonly http: HttpClient;
  readonly keeper: CacheKeeper | undefined;
  readonly bus: EventBus;
  readonly reporter: Reporter;
  readonly firstFlags: FirstFlags;
  /** Whether the client was destroyed while its cache was being read. */
  readonly isStopped: () => boolean;
}

/** Keeps the flags in use fresh once it is started. */
export interface FlagSync {
  refresh(): Promise<void>;
  stop(): void;
}

/** Takes what is cached, then follows the server. */
export async function startFetching(sync: FlagSyncOptions): Promise<FlagSync | undefined> {
  const { options, http, store } = sync;
  const stored = await readCache(sync);
  if (sync.isStopped()) return undefined;
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
  return source.start(createObserver(sync));
}

/** Takes what is cached and follows it; the server is never asked. */
export function startFollowing(sync: FlagSyncOptions, keeper: CacheKeeper): FlagSync {
  const { options, store, firstFlags } = sync;
  const follower = followCache({
    keeper,
    scheduler: options.scheduler,
    intervalMs: options.refreshIntervalMs,
    onSnapshot(snapshot) {
      store.accept(snapshot.body, 'cache');
      firstFlags.flagsArrived();
    },
  });
  void follower.refresh();
  return follower;
}

/** How long the first poll waits for the ETag in a cache, in milliseconds; a slower one is read, but late. */
const CACHE_GRACE_MS = 500;

/** The stored snapshot, if it comes soon; one that comes late is taken all the same, unless newer flags are there. */
async function readCache(sync: FlagSyncOptions): Promise<StoredSnapshot | undefined> {
  const { options, keeper, store, firstFlags } = sync;
  if (keeper === undefined) return undefined;
  const taken = keeper.read().then((snapshot) => {
    if (snapshot === undefined || sync.isStopped()) return undefined;
    store.accept(snapshot.body, 'cache');
    firstFlags.flagsArrived();
    return snapshot;
  });
  const stored = await within(taken, CACHE_GRACE_MS, options.scheduler);
  await store.settled();
  return stored;
}

function createObserver({ store, keeper, bus, reporter, firstFlags }: FlagSyncOptions): SourceObserver {
  let isSynchronized = false;
  const answered = () => {
    if (!isSynchronized) bus.emit({ eventType: 'synchronized' });
    isSynchronized = true;
    firstFlags.serverAnswered();
  };
  return {
    snapshot(snapshot) {
      if (store.accept(snapshot.text, 'server') === 'refused') {
        firstFlags.serverFailed(
          new UnleashError('INVALID_PAYLOAD', 'the server sent something that is no flags'),
        );
        return 'refused';
      }
      keeper?.write(toStored(snapshot));
      if (bus.isWanted('fetched')) bus.emit(createFetched(snapshot.text));
      answered();
      return 'accepted';
    },
    unchanged() {
      store.confirm();
      bus.emit({ eventType: 'unchanged' });
      answered();
    },
    fault(error) {
      reporter.error(error);
      firstFlags.serverFailed(error);
    },
  };
}

const toStored = ({ text, etag, endpoint }: Snapshot): StoredSnapshot => ({
  body: text,
  savedAt: Date.now(),
  etag,
  endpoint,
  source: 'server',
});

/** An event whose features are parsed when they are read, once. */
function createFetched(text: string) {
  let features: readonly unknown[] | undefined;
  return {
    eventType: 'fetched' as const,
    get features(): readonly unknown[] {
      features ??= (JSON.parse(text) as { readonly features: readonly unknown[] }).features;
      return features;
    },
  };
}
