import type { StoredSnapshot } from '@unleash-client/cache';
import type { Snapshot, SourceObserver } from '@unleash-client/fetcher';
import { UnleashError } from '@unleash-client/http';
import type { FlagSyncParts } from './flag-sync';
import { type HeldFlags, isSetBack, outgrowth, toStoredBody } from './held-flags';

/** Hands what comes from the server to the store and the cache, and tells of it. */
export function createServerObserver(parts: FlagSyncParts): SourceObserver {
  const { options, store, keeper, bus, reporter, firstFlags } = parts;
  let isSynchronized = false;
  let failures = 0;

  const answered = () => {
    reporter.tokenAccepted();
    if (failures > 0) reporter.recovered(`the server answers again, after ${failures} failed requests`);
    failures = 0;
    if (!isSynchronized) bus.emit({ eventType: 'synchronized' });
    isSynchronized = true;
    firstFlags.serverAnswered();
  };
  const fail = (error: UnleashError, retryInMs: number | undefined) => {
    failures += 1;
    firstFlags.serverFailed(error, retryInMs);
  };

  const unchanged = () => {
    store.confirm();
    bus.emit({ eventType: 'unchanged' });
    answered();
    // Nobody has said that the cache was emptied, and nothing new may come for days.
    void keeper?.checkPresence();
  };

  return {
    snapshot(snapshot) {
      const before = store.held;
      const isDelta = snapshot.kind === 'delta';
      const verdict = store.accept(isDelta ? { events: snapshot.text } : snapshot.text, 'server');
      const { held } = store;
      if (verdict === 'resync') {
        const error = new UnleashError('INVALID_PAYLOAD', 'the server sent changes that cannot be applied');
        firstFlags.serverFailed(error, 0);
        return 'resync';
      }
      if (verdict !== 'accepted' || held === undefined) {
        const error = new UnleashError('INVALID_PAYLOAD', 'the server sent what is refused');
        fail(error, options.refreshIntervalMs || undefined);
        return 'refused';
      }
      keeper?.write(toStored(held, snapshot));
      if (isDelta && held === before) {
        unchanged();
        return 'accepted';
      }
      // Listeners to these events may ask for flags: those that arrived must be in use by then.
      store.whenInUse(() => {
        if (parts.isStopped()) return;
        if (bus.isWanted('fetched')) bus.emit(createFetched(snapshot));
        answered();
      });
      // All is in use; a new hydration takes the place of events that have become longer than it, or may be missing.
      return outgrowth(held) > 1 || isSetBack(held, before) ? 'resync' : 'accepted';
    },
    unchanged,
    fault(error, retryInMs) {
      reporter.error(error);
      fail(error, retryInMs);
    },
  };
}

const toStored = (held: HeldFlags, { etag, endpoint }: Snapshot): StoredSnapshot => ({
  ...toStoredBody(held),
  savedAt: Date.now(),
  etag,
  endpoint,
  source: 'server',
});

/** An event whose features are parsed when they are read, once. */
function createFetched({ kind, text }: Snapshot) {
  let features: readonly unknown[] | undefined;
  return {
    eventType: 'fetched' as const,
    get features(): readonly unknown[] {
      features ??= kind === 'full' ? JSON.parse(text).features : featuresOfEvents(JSON.parse(text).events);
      return features ?? [];
    },
  };
}

interface DeltaEvent {
  readonly feature?: unknown;
  readonly features?: readonly unknown[];
}

/** The flags that a list of events brings: those of a hydration, and those that are new or changed. */
const featuresOfEvents = (events: readonly DeltaEvent[]): readonly unknown[] =>
  events.flatMap(({ feature, features }) => features ?? (feature === undefined ? [] : [feature]));
