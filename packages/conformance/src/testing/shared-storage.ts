import { type Cache, MemoryCache } from '@unleash-client/cache';
import { createLeases, type LeaseFault, type Leases } from './leases';

/** A cache with every method of the contract. */
export type FullCache = Required<Cache>;

/** A storage that several processes would share. */
export interface SharedStorage {
  readonly texts: MemoryCache;
  readonly leases: Leases;
  /** What faulty caches have to note beyond one of them that is opened. */
  noteOf(name: string): Set<unknown>;
}

export function createStorage(fault?: LeaseFault): SharedStorage {
  const notes = new Map<string, Set<unknown>>();
  return {
    texts: new MemoryCache(),
    leases: createLeases(fault),
    noteOf(name) {
      const note = notes.get(name) ?? new Set();
      notes.set(name, note);
      return note;
    },
  };
}

/** Opens a storage, faultlessly: asynchronous as a database is, its subscriptions its own. */
export function openStorage({ texts, leases }: SharedStorage): FullCache {
  const undos = new Set<() => void>();
  return {
    get: async (key) => texts.get(key),
    set: async (key, value, guard) =>
      (guard === undefined || leases.allows(key, guard.token)) && texts.set(key, value),
    mset: async (entries) => texts.mset(entries),
    exists: async (key) => texts.exists(key),
    destroy: async () => texts.destroy(),
    close: async () => {
      for (const undo of undos) undo();
    },
    subscribe(key, changed) {
      const undo = texts.subscribe(key, () => changed());
      undos.add(undo);
      return undo;
    },
    lease: leases.lease,
    release: leases.release,
  };
}
