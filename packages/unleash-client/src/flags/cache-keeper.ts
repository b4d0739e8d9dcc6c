import type { Cache, Lease, StoredSnapshot } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import type { Limits } from '../options/limits';
import type { Reporter } from '../report/reporter';
import { createCacheHealth } from './cache-health';
import { type CacheReading, createCacheReader } from './cache-reader';
import { createCacheWriter, type Fence, isSame } from './cache-writer';
import { waitForCache } from './wait-for-cache';

export interface CacheKeeperOptions {
  readonly cache: Cache;
  readonly key: () => Promise<string>;
  readonly scheduler: Scheduler;
  readonly reporter: Reporter;
  readonly limits: Pick<Limits, 'inflatedBytes'>;
}

/** A client's dealings with its cache. It lets nobody wait for a cache that hangs, and nothing here rejects. */
export interface CacheKeeper {
  /** What is stored now. */
  read(): Promise<CacheReading>;
  /** What was read is in use: it need not be written, and is to be there from now on. */
  found(snapshot: StoredSnapshot): void;
  /** The flags that somebody put into the cache for clients to start with. */
  readSeed(): Promise<StoredSnapshot | undefined>;
  /** The last snapshot that was found or is to be written. */
  readonly latest: StoredSnapshot | undefined;
  /** Stores a snapshot and keeps trying until it is stored; of several only the last. Returns at once. */
  write(snapshot: StoredSnapshot): void;
  /** Writes what could not be written before. */
  resume(): void;
  /** Makes all later writes depend on a lease. */
  fenceWith(fence: Fence): void;
  /**
   * Looks whether the latest snapshot is still there, and stores it again where it is not; `false` when the cache does not
   * say.
   */
  verify(): Promise<boolean>;
  /** Looks whether there is anything, for caches that can say so, and stores the latest where there is not. */
  checkPresence(): Promise<void>;
  /** Calls `changed` when somebody else writes, for caches that tell; returns its undo, or nothing for the others. */
  subscribe(changed: () => void): Promise<(() => void) | undefined>;
  /** Whether the cache can give leases. */
  readonly canElect: boolean;
  /** Takes or renews the lease; `null` while another has it, `undefined` when the cache does not answer. */
  lease(holder: string, ttlMs: number): Promise<Lease | null | undefined>;
  release(holder: string): Promise<void>;
  /** Tries once more what is not stored yet; settles when no read or write is under way. */
  end(): Promise<void>;
}

export function createCacheKeeper(options: CacheKeeperOptions): CacheKeeper {
  const { cache, key, scheduler, reporter, limits } = options;
  const health = createCacheHealth(reporter, () => void reader.read());
  const reader = createCacheReader({ cache, key, scheduler, reporter, health, limits });
  const writer = createCacheWriter({ cache, key, scheduler, health });
  let isFenced = false;
  let reading: Promise<unknown> | undefined;

  /**
   * Whether the latest is there, if the cache says so: the one writer of a fleet looks at it, one of many only whether
   * there is anything.
   */
  const isStored = async (): Promise<boolean | undefined> => {
    const { latest } = writer;
    if (latest === undefined) return true;
    if (isFenced) {
      const look = await reader.read();
      return look.kind === 'failed' ? undefined : 'snapshot' in look && isSame(latest, look.snapshot);
    }
    return isPresent();
  };
  const isPresent = async (): Promise<boolean | undefined> => {
    if (cache.exists === undefined) return true;
    try {
      const isThere = await waitForCache(exists(), scheduler);
      health.worked('looked at');
      return isThere;
    } catch (thrown) {
      health.failed('read', thrown);
      return undefined;
    }
  };
  const exists = async (): Promise<boolean> => (await cache.exists?.(await key())) !== false;
  const undoSafely = async (undo: () => unknown) => {
    try {
      await undo();
    } catch (cause) {
      health.noted('released', cause);
    }
  };

  return {
    read() {
      const look = reader.read();
      reading = look;
      return look;
    },
    found: writer.found,
    readSeed: reader.readSeed,
    get latest() {
      return writer.latest;
    },
    write: writer.write,
    resume: writer.resume,
    fenceWith(fence) {
      isFenced = true;
      writer.fenceWith(fence);
    },
    async verify() {
      const answer = await isStored();
      if (answer === false) writer.rewrite();
      return answer !== undefined;
    },
    async checkPresence() {
      if (writer.latest !== undefined && (await isPresent()) === false) writer.rewrite();
    },
    async subscribe(changed) {
      try {
        // Not every cache is written in TypeScript: what it answers may be a promise, or nothing that can be called.
        const undo: unknown = await cache.subscribe?.(await key(), changed);
        return typeof undo === 'function' ? () => void undoSafely(undo as () => unknown) : undefined;
      } catch (cause) {
        health.noted('watched', cause);
        return undefined;
      }
    },
    canElect: cache.lease !== undefined,
    async lease(holder, ttlMs) {
      try {
        const answer = (async () => cache.lease?.(await key(), holder, ttlMs))();
        // An answer that comes later is of little use: the lease runs from when it was asked for.
        const lease = await waitForCache(answer, scheduler, ttlMs / 2);
        health.worked('asked for the lease');
        return lease ?? null;
      } catch (thrown) {
        health.failed('asked for the lease', thrown);
        return undefined;
      }
    },
    async release(holder) {
      try {
        await waitForCache((async () => cache.release?.(await key(), holder))(), scheduler);
      } catch {
        // It ends by itself.
      }
    },
    async end() {
      await Promise.all([writer.end(), reading]);
    },
  };
}
