import { join, resolve } from 'node:path';
import { userCacheFolder } from './user-cache-folder';

/** Options of {@link FileCache}. */
export interface FileCacheOptions {
  /**
   * Where the cache's own folder is made. Default: `unleash-client` in the user's cache folder, which is `XDG_CACHE_HOME`,
   * `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows, and `~/.cache` elsewhere.
   */
  readonly directory?: string | undefined;
  /** The name of the cache's own folder: letters, digits, `.`, `-` and `_`. Default `flags`. */
  readonly name?: string | undefined;
  /** The largest text that is stored or read, in bytes. Default 67108864 (64 MiB). */
  readonly maxBytes?: number | undefined;
}

/** The options with all defaults filled in. */
export interface ResolvedOptions {
  /** The cache's own folder; `undefined` where there is no home to put it in. */
  readonly folder: string | undefined;
  readonly maxBytes: number;
}

const DEFAULT_NAME = 'flags';
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
/** Longer strings cannot be made. */
const MOST_BYTES = 536_870_888;
const NAME = /^(?!\.\.?$)[\w.-]{1,100}$/;

/** @throws TypeError with the code `INVALID_OPTION` that says what is wrong with which option. */
export function resolveOptions(options: FileCacheOptions): ResolvedOptions {
  const { directory, name = DEFAULT_NAME, maxBytes = DEFAULT_MAX_BYTES } = options;
  if (directory !== undefined && !isPath(directory)) throw wrong('directory', 'a path', directory);
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw wrong('name', 'a folder name of 1 to 100 letters, digits, dots, hyphens and underscores', name);
  }
  if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > MOST_BYTES) {
    throw wrong('maxBytes', `a whole number of bytes from 1 to ${MOST_BYTES}`, maxBytes);
  }
  const parent = directory === undefined ? defaultDirectory() : resolve(directory);
  return { folder: parent && join(parent, name), maxBytes };
}

function defaultDirectory(): string | undefined {
  const folder = userCacheFolder();
  return folder && join(folder, 'unleash-client');
}

/** No path holds a NUL. */
const isPath = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && !value.includes('\0');

/** With the code that options of a client are refused with, so that one check of `code` knows them all. */
const wrong = (name: string, what: string, value: unknown) => {
  const error = new TypeError(`${name} must be ${what}, got ${show(value)}`);
  return Object.assign(error, { code: 'INVALID_OPTION' as const });
};

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  return typeof value === 'number' || value === null ? String(value) : typeof value;
}
