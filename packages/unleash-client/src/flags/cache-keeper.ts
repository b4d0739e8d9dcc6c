import { type Cache, formatSnapshot, parseSnapshot, type StoredSnapshot } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import { createOwnError } from '../report/own-error';
import type { Reporter } from '../report/reporter';
import { within } from '../start/within';

/** A read or a write that takes longer has failed, and the next one is tried. */
const DEADLINE_MS = 10_000;

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
  /** Stores a snapshot; of several in a row only the last. Returns at once. */
  write(snapshot: StoredSnapshot): void;
  /** Settles when nothing is left to be written and no read is under way. */
  idle(): Promise<void>;
  /** Calls `changed` when somebody else writes, for caches that tell; returns its undo, or nothing for the others. */
  subscribe(changed: () => void): Promise<(() => void) | undefined>;
}

const ignore = () => undefined;

export function createCacheKeeper({ cache, key, scheduler, reporter }: CacheKeeperOptions): CacheKeeper {
  let next: StoredSnapshot | undefined;
  let latest: StoredSnapshot | undefined;
  let writing: Promise<void> | undefined;
  let reading: Promise<StoredSnapshot | undefined> | undefined;

  const fail = (what: string, cause: unknown) => {
    reporter.error(createOwnError('CACHE', `the cache could not be ${what}`, { thrown: cause }));
  };
  /** Waits for the cache, and not for ever. */
  const answerOf = async <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = await within(
      ask().then((value) => ({ value })),
      DEADLINE_MS,
      scheduler,
    );
    if (answer === undefined) throw new Error(`no answer within ${DEADLINE_MS} ms`);
    return answer.value;
  };
  const read = async (): Promise<StoredSnapshot | undefined> => {
    try {
      const text = await answerOf(async () => cache.get(await key()));
      if (text === null || text === undefined) return undefined;
      const snapshot = typeof text === 'string' ? parseSnapshot(text) : undefined;
      if (snapshot === undefined) fail('read', new Error('what it holds is no stored flags'));
      return snapshot;
    } catch (cause) {
      fail('read', cause);
      return undefined;
    }
  };
  const drain = async (): Promise<void> => {
    while (next !== undefined) {
      const snapshot = next;
      const text = formatSnapshot(snapshot);
      next = undefined;
      const written = (async (): Promise<unknown> => cache.set(await key(), text))();
      try {
        await answerOf(() => written);
      } catch (cause) {
        fail('written', cause);
        written.then(() => restore(snapshot), ignore);
      }
    }
    writing = undefined;
  };

  /** A write that was given up has arrived after all: what is newer must not stay overwritten by it. */
  const restore = (late: StoredSnapshot) => {
    if (latest !== late && latest !== undefined) write(latest);
  };
  const write = (snapshot: StoredSnapshot) => {
    latest = snapshot;
    next = snapshot;
    writing ??= drain();
  };

  const release = (undo: () => void) => {
    try {
      undo();
    } catch (cause) {
      fail('released', cause);
    }
  };

  return {
    read() {
      reading = read();
      return reading;
    },
    write,
    async idle() {
      await Promise.all([writing, reading]);
    },
    async subscribe(changed) {
      try {
        const undo = cache.subscribe?.(await key(), changed);
        return undo && (() => release(undo));
      } catch (cause) {
        fail('watched', cause);
        return undefined;
      }
    },
  };
}
