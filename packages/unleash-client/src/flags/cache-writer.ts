import { type Cache, formatSnapshot, type StoredSnapshot, type WriteGuard } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import { holdingScheduler } from '../start/holding-scheduler';
import type { CacheHealth } from './cache-health';
import { waitForCache } from './wait-for-cache';

/** Who may write for a fleet. */
export interface Fence {
  /** The guard of a write; `undefined` while somebody else is to write. */
  guard(): WriteGuard | undefined;
  /** A write was refused: somebody else has the lease by now. */
  refused(): void;
}

export interface CacheWriterOptions {
  readonly cache: Cache;
  readonly key: () => Promise<string>;
  readonly scheduler: Scheduler;
  readonly health: Pick<CacheHealth, 'failed' | 'worked'>;
}

/** Sees to it that the cache holds the latest snapshot, whatever happens to it. Nobody waits for it. */
export interface CacheWriter {
  /** The snapshot that is stored or to be stored. */
  readonly latest: StoredSnapshot | undefined;
  /** Stores a snapshot; of several in a row only the last; not again what is there already. */
  write(snapshot: StoredSnapshot): void;
  /** Somebody else has stored this. */
  found(snapshot: StoredSnapshot): void;
  /** Stores what is not stored yet, now that it may be. */
  resume(): void;
  /** Stores the latest again: it is gone, or may not be what is there. */
  rewrite(): void;
  /** From now on writes need a guard. */
  fenceWith(fence: Fence): void;
  /** Tries once more what is not stored yet, and ends; settles when nothing is being written. */
  end(): Promise<void>;
}

/** The first retry comes after a second, later ones at the latest after five: a healed cache is filled within seconds. */
const SHORTEST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5000;
/** Writes that never settle hold a text each; no more of them than this at a time. */
const MOST_HANGING = 3;

export function createCacheWriter({ cache, key, scheduler, health }: CacheWriterOptions): CacheWriter {
  let latest: StoredSnapshot | undefined;
  let stored: StoredSnapshot | undefined;
  let fence: Fence | undefined;
  let draining: Promise<void> | undefined;
  let hanging = 0;
  let failures = 0;
  /** Whether something has happened since the write under way began, so that it may not be what is stored in the end. */
  let isDoubtful = false;
  let isEnded = false;
  let cancelRetry = () => {};

  /** What was given up has happened after all; what is newer must not stay overwritten by it. */
  const arrivedLate = (snapshot: StoredSnapshot) => {
    stored = snapshot;
    failures = 0;
    isDoubtful = true;
    drain();
  };
  const attempt = async (snapshot: StoredSnapshot): Promise<'written' | 'refused' | 'failed'> => {
    const guard = fence?.guard();
    if (fence !== undefined && guard === undefined) return 'refused';
    const text = formatSnapshot(snapshot);
    const answer = (async (): Promise<unknown> =>
      guard === undefined ? cache.set(await key(), text) : cache.set(await key(), text, guard))();
    const conclude = (answered: unknown) => {
      health.worked('written');
      if (guard === undefined || answered !== false) return 'written';
      fence?.refused();
      return 'refused';
    };
    try {
      return conclude(await waitForCache(answer, scheduler));
    } catch (thrown) {
      health.failed('written', thrown);
      // It may have been written all the same.
      stored = undefined;
      hanging += 1;
      void answer
        .finally(() => {
          hanging -= 1;
        })
        .then(
          (answered) => {
            if (conclude(answered) === 'written') arrivedLate(snapshot);
          },
          () => undefined,
        );
      return 'failed';
    }
  };
  const due = () => (latest === stored ? undefined : latest);
  const write = async (): Promise<void> => {
    // Printing a log joins its texts, which may copy megabytes: whoever awaits the flags does not wait for that.
    if (latest?.parts !== undefined) await ownTurn();
    for (let snapshot = due(); snapshot !== undefined; snapshot = due()) {
      isDoubtful = false;
      const outcome = await attempt(snapshot);
      if (outcome === 'written' && !isDoubtful) {
        stored = snapshot;
        failures = 0;
      } else if (outcome === 'refused') {
        break;
      } else if (latest === snapshot || hanging >= MOST_HANGING) {
        retryLater();
        break;
      }
    }
    draining = undefined;
  };
  const drain = () => {
    cancelRetry();
    if (isEnded || due() === undefined) return;
    if (hanging < MOST_HANGING) draining ??= write();
    else retryLater();
  };
  const retryLater = () => {
    if (isEnded) return;
    cancelRetry();
    const delayMs = Math.min(LONGEST_RETRY_MS, SHORTEST_RETRY_MS * 2 ** failures);
    failures += 1;
    cancelRetry = scheduler.after(delayMs, drain);
  };

  return {
    get latest() {
      return latest;
    },
    write(snapshot) {
      latest = [stored, latest].find((known) => isSame(known, snapshot)) ?? snapshot;
      drain();
    },
    found(snapshot) {
      latest = snapshot;
      stored = snapshot;
    },
    resume: drain,
    rewrite() {
      isDoubtful = true;
      if (stored === undefined) return;
      stored = undefined;
      // Not at once: a cache that loses all it is given is not written to without a pause.
      retryLater();
    },
    fenceWith(newFence) {
      fence = newFence;
    },
    async end() {
      drain();
      isEnded = true;
      cancelRetry();
      await draining;
    },
  };
}

const ownTurn = (): Promise<void> =>
  new Promise((resolve) => {
    holdingScheduler.after(0, resolve);
  });

/** Whether two snapshots are the same version of the flags; when each was received makes no difference. */
export const isSame = (one: StoredSnapshot | undefined, other: StoredSnapshot): boolean =>
  one !== undefined &&
  one.body === other.body &&
  one.etag === other.etag &&
  one.endpoint === other.endpoint &&
  one.source === other.source;
