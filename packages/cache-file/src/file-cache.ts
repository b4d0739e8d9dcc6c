import { join } from 'node:path';
import {
  type BootstrapData,
  type FromUrlOptions,
  fromFile,
  fromObject,
  fromUrl,
  seed,
} from '@unleash-client/bootstrap';
import type { Cache, Lease, WriteGuard } from '@unleash-client/cache';
import { type CacheFolder, createCacheFolder } from './cache-folder';
import { deleteOwnFiles } from './delete-own-files';
import { createEntryStore, type EntryStore } from './entry-store';
import { createEntryWatches, type EntryWatches } from './entry-watches';
import { existsEntry } from './exists-entry';
import { type FileCacheOptions, resolveOptions } from './file-cache-options';
import { releaseLease, takeLease } from './file-lease';
import { underWay } from './in-order';
import { readEntry } from './read-entry';

/**
 * A cache in files of a folder of its own, which only its user can read. A text is on disk whole or not at all, whatever
 * happens to the process, and several processes of one host may share the folder. Each call rejects with an error that
 * names the file or the folder when it fails.
 */
export class FileCache implements Cache {
  readonly #folder: CacheFolder;
  readonly #store: EntryStore;
  readonly #maxBytes: number;
  readonly #watches: EntryWatches = createEntryWatches();

  /**
   * Touches no file.
   * @throws TypeError with the code `INVALID_OPTION` for an option that cannot work.
   */
  constructor(options: FileCacheOptions = {}) {
    const { folder, maxBytes } = resolveOptions(options);
    this.#folder = createCacheFolder(folder);
    this.#store = createEntryStore(this.#folder, maxBytes);
    this.#maxBytes = maxBytes;
  }

  /** Rejects with a `CorruptEntryError` for a file that cannot be used; it is kept aside as `NAME.rejected`. */
  async get(key: string): Promise<string | undefined> {
    const path = this.#folder.fileOf(key);
    return (await this.#folder.find()) ? readEntry(path, this.#maxBytes) : undefined;
  }

  /** Answers once the text is on disk; `false` when the guard's token is older than the newest lease's. */
  async set(key: string, value: string, guard?: WriteGuard): Promise<boolean> {
    if (typeof value !== 'string') throw new TypeError(`what is stored must be a text, got ${typeof value}`);
    const isWritten = await this.#store.set(key, value, guard);
    this.#watches.look(this.#folder.fileOf(key));
    return isWritten;
  }

  /** Stores one text after the other; rejects at the first that cannot be stored. */
  async mset(entries: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(entries)) await this.set(key, value);
  }

  /** Whether there is a file for the key; whether it can be used shows when it is read. */
  async exists(key: string): Promise<boolean> {
    const path = this.#folder.fileOf(key);
    // Each poll asks: as nothing is read or written, a folder that was found before need not be looked at once more.
    if (this.#folder.wasFound() && (await existsEntry(path))) return true;
    return (await this.#folder.find()) && existsEntry(path);
  }

  /** Deletes all files of this cache, leases included, once what is being written is written. */
  async destroy(): Promise<void> {
    const path = this.#folder.path();
    await underWay(join(path, '/'));
    if (await this.#folder.find()) await deleteOwnFiles(path);
  }

  /** Ends all subscriptions. */
  close(): void {
    this.#watches.close();
  }

  /** Tells within half a second. Looks at the file's times only, and does not hold the process. */
  subscribe(key: string, changed: () => void): () => void {
    return this.#watches.subscribe(this.#folder.fileOf(key), changed);
  }

  /** Gives or renews a lease, as {@link Cache.lease} says, among the processes of one host. */
  async lease(key: string, holder: string, ttlMs: number): Promise<Lease | null> {
    if (!(ttlMs > 0))
      throw new RangeError(`the time of a lease must be a positive number of milliseconds, got ${ttlMs}`);
    const path = this.#folder.fileOf(key);
    return takeLease(path, holder, ttlMs, this.#folder.make);
  }

  async release(key: string, holder: string): Promise<void> {
    const path = this.#folder.fileOf(key);
    if (await this.#folder.find()) await releaseLease(path, holder);
  }

  /** Stores flags in the form of the server's `client/features` answer, for clients to start with. */
  async bootstrapFromDict(flags: BootstrapData): Promise<void> {
    await seed(this, fromObject(flags));
  }

  /** Stores flags from a JSON file, as `bootstrapFromDict` does; rejects, and stores nothing, when it holds none. */
  async bootstrapFromFile(path: string | URL): Promise<void> {
    await seed(this, fromFile(path));
  }

  /** Stores flags from an address, as `bootstrapFromDict` does; rejects, and stores nothing, when it brings none. */
  async bootstrapFromUrl(url: string | URL, options?: FromUrlOptions): Promise<void> {
    await seed(this, fromUrl(url, options));
  }
}
