import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { LONGEST_TRAILER, parseTrailer, type Trailer } from './trailer';
import { type UnusableFile, withOwnFile } from './with-own-file';

/** The file of a key, whose text nobody has looked at. */
export interface OpenEntry {
  readonly handle: FileHandle;
  readonly stats: BigIntStats;
  readonly trailer: Trailer;
}

/** Lends the file of a key with a text of at most `maxBytes` bytes, as `withOwnFile` does, once its last line is read. */
export function withEntry<T>(
  path: string,
  maxBytes: number,
  use: (entry: OpenEntry) => Promise<T>,
): Promise<T | UnusableFile | undefined> {
  return withOwnFile<T | UnusableFile>(path, maxBytes + LONGEST_TRAILER, async (handle, stats) => {
    const size = Number(stats.size);
    const end = Buffer.alloc(LONGEST_TRAILER);
    const { bytesRead } = await handle.read(end, { position: Math.max(0, size - LONGEST_TRAILER) });
    const trailer = parseTrailer(end.toString('latin1', 0, bytesRead), size);
    if (trailer === undefined) return { flaw: 'was cut off or is of another format', stats };
    return use({ handle, stats, trailer });
  });
}
