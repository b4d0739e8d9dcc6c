import type { Cache } from './cache';

/**
 * A cache in this process's memory: for tests, for several clients of one process, and for those who want nothing on
 * disk. Starts with the given entries.
 */
export class MemoryCache implements Cache {
  readonly #entries: Map<string, string>;
  readonly #subscribers = new Map<string, Set<() => void>>();

  constructor(entries: Iterable<readonly [key: string, value: string]> = []) {
    this.#entries = new Map(entries);
  }

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: string): void {
    this.#entries.set(key, value);
    for (const changed of [...(this.#subscribers.get(key) ?? [])]) {
      try {
        changed();
      } catch {
        // What a reader makes of the news is not the writer's concern, nor the other readers'.
      }
    }
  }

  mset(entries: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(entries)) this.set(key, value);
  }

  exists(key: string): boolean {
    return this.#entries.has(key);
  }

  destroy(): void {
    this.#entries.clear();
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
}
