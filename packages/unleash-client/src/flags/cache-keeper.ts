import { type Cache, formatSnapshot, parseSnapshot, type StoredSnapshot } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import { asUnleashError, type Reporter } from '../report/reporter';
import { within } from '../start/within';

/** How long the first poll waits for the ETag in a cache; a slower one is read, but late. */
const READ_DEADLINE_MS = 500;
/** A write that takes longer has failed, and the next one is tried. */
const WRITE_DEADLINE_MS = 10_000;

export interface CacheKeeperOptions {
  readonly cache: Cache;
  readonly key: () => Promise<string>;
  readonly scheduler: Scheduler;
  readonly reporter: Reporter;
}

/** Reads and writes one snapshot, and lets nobody wait for a cache that hangs. */
export interface CacheKeeper {
  /** What is stored; `undefined` when there is nothing of use. Never rejects. */
  read(): Promise<StoredSnapshot | undefined>;
  /** Like `read`, but gives up after half a second. */
  readSoon(): Promise<StoredSnapshot | undefined>;
  /** Stores a snapshot; of several in a row only the last. Returns at once. */
  write(snapshot: StoredSnapshot): void;
  /** Settles when nothing is left to be written. */
  idle(): Promise<void>;
  /** Calls `changed` when somebody else writes, for caches that tell; returns its undo, or nothing for the others. */
  subscribe(changed: () => void): Promise<(() => void) | undefined>;
}

export function createCacheKeeper({ cache, key, scheduler, reporter }: CacheKeeperOptions): CacheKeeper {
  let next: StoredSnapshot | undefined;
  let writing: Promise<void> | undefined;
  let reading: Promise<StoredSnapshot | undefined> | undefined;

  const fail = (what: string, cause: unknown) => {
    const why = cause instanceof Error ? `: ${cause.message.slice(0, 200)}` : '';
    reporter.error(asUnleashError('CACHE', `the cache could not be ${what}${why}`, cause));
  };
  const readNow = async (): Promise<StoredSnapshot | undefined> => {
    try {
      const text = await cache.get(await key());
      if (text === null || text === undefined) return undefined;
      const snapshot = typeof text === 'string' ? parseSnapshot(text) : undefined;
      if (snapshot === undefined) fail('read', new Error('what it holds is no stored flags'));
      return snapshot;
    } catch (cause) {
      fail('read', cause);
      return undefined;
    }
  };
  /** Joins a read under way, so that a cache that never answers is asked once, not with each interval. */
  const read = (): Promise<StoredSnapshot | undefined> => {
    reading ??= readNow().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const drain = async (): Promise<void> => {
    while (next !== undefined) {
      const text = formatSnapshot(next);
      next = undefined;
      try {
        const written = Promise.resolve(cache.set(await key(), text)).then(() => true);
        if (!(await within(written, WRITE_DEADLINE_MS, scheduler))) {
          fail('written', new Error(`no answer within ${WRITE_DEADLINE_MS} ms`));
        }
      } catch (cause) {
        fail('written', cause);
      }
    }
    writing = undefined;
  };

  return {
    read,
    readSoon: () => within(read(), READ_DEADLINE_MS, scheduler),
    write(snapshot) {
      next = snapshot;
      writing ??= drain();
    },
    idle: async () => writing,
    async subscribe(changed) {
      try {
        return cache.subscribe?.(await key(), changed);
      } catch (cause) {
        fail('watched', cause);
        return undefined;
      }
    },
  };
}
