import { BOOTSTRAP_KEY } from './bootstrap-key';
import type { Cache, Lease, WriteGuard } from './cache';
import { createMemoryLease, type MemoryLease } from './memory-lease';
import { formatSnapshot } from './stored-snapshot';

/**
 * A cache in this process's memory: for tests, for several clients of one process, and for those who want nothing on
 * disk. Starts with the given entries.
 */
export class MemoryCache implements Cache {
  readonly #entries: Map<string, string>;
  readonly #subscribers = new Map<string, Set<() => void>>();
  readonly #leases = new Map<string, MemoryLease>();

  constructor(entries: Iterable<readonly [key: string, value: string]> = []) {
    this.#entries = new Map(entries);
  }

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  /** Answers `false`, and stores nothing, when the guard's token is older than the newest lease's. */
  set(key: string, value: string, guard?: WriteGuard): boolean {
    if (typeof value !== 'string') throw new TypeError(`what is stored must be a text, got ${typeof value}`);
    if (guard !== undefined && this.#leases.get(key)?.allows(guard.token) === false) return false;
    this.#entries.set(key, value);
    this.#tell(key);
    return true;
  }

  mset(entries: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(entries)) this.set(key, value);
  }

  exists(key: string): boolean {
    return this.#entries.has(key);
  }

  destroy(): void {
    const keys = [...this.#entries.keys()];
    this.#entries.clear();
    for (const key of keys) this.#tell(key);
  }

  subscribe(key: string, changed: () => void): () => void {
    const subscribers = this.#subscribers.get(key) ?? new Set();
    this.#subscribers.set(key, subscribers.add(changed));
    return () => {
      subscribers.delete(changed);
      // Called twice, it must not drop those who have subscribed in between.
      if (subscribers.size === 0 && this.#subscribers.get(key) === subscribers) this.#subscribers.delete(key);
    };
  }

  /** Gives or renews a lease, as {@link Cache.lease} says, among the users of this object. */
  lease(key: string, holder: string, ttlMs: number): Lease | null {
    if (!(ttlMs > 0))
      throw new RangeError(`the time of a lease must be a positive number of milliseconds, got ${ttlMs}`);
    const lease = this.#leases.get(key) ?? createMemoryLease(Date.now);
    this.#leases.set(key, lease);
    return lease.take(holder, ttlMs);
  }

  release(key: string, holder: string): void {
    this.#leases.get(key)?.release(holder);
  }

  /**
   * Stores flags in the form of the server's `client/features` answer, for clients to start with.
   * @throws TypeError where `features` is no list.
   */
  bootstrapFromDict<Flags extends { readonly features: readonly object[] }>(flags: Flags): void {
    if (!Array.isArray(flags?.features))
      throw new TypeError('the features of bootstrapFromDict must be a list');
    const body = JSON.stringify(flags);
    this.set(BOOTSTRAP_KEY, formatSnapshot({ body, savedAt: Date.now(), source: 'bootstrap' }));
  }

  #tell(key: string): void {
    for (const changed of [...(this.#subscribers.get(key) ?? [])]) {
      try {
        changed();
      } catch {
        // What a reader makes of the news is not the writer's concern, nor the other readers'.
      }
    }
  }
}
