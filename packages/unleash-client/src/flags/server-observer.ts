import type { StoredSnapshot } from '@unleash-client/cache';
import type { Snapshot, SourceObserver } from '@unleash-client/fetcher';
import { UnleashError } from '@unleash-client/http';
import type { FlagSyncParts } from './flag-sync';

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

  return {
    snapshot(snapshot) {
      if (store.accept(snapshot.text, 'server') === 'refused') {
        const error = new UnleashError('INVALID_PAYLOAD', 'the server sent something that is no flags');
        fail(error, options.refreshIntervalMs || undefined);
        return 'refused';
      }
      keeper?.write(toStored(snapshot));
      // Listeners to these events may ask for flags: those that arrived must be in use by then.
      store.whenInUse(() => {
        if (parts.isStopped()) return;
        if (bus.isWanted('fetched')) bus.emit(createFetched(snapshot.text));
        answered();
      });
      return 'accepted';
    },
    unchanged() {
      store.confirm();
      bus.emit({ eventType: 'unchanged' });
      answered();
    },
    fault(error, retryInMs) {
      reporter.error(error);
      fail(error, retryInMs);
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
