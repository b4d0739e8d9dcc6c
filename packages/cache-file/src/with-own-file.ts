import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from './file-error';

/** A file that is there, but must not be used. */
export interface UnusableFile {
  /** Why, as the rest of a sentence: `is a symbolic link`. */
  readonly flaw: string;
  /** Of a regular file of this user's, which may be moved; `undefined` for everything else. */
  readonly stats?: BigIntStats | undefined;
}

/** Windows has no links to be afraid of, and no flags against them. A named pipe must not be waited for. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const WRITABLE_BY_OTHERS = 0o022n;

/**
 * Lends a regular file that belongs to this user, that nobody else can write, and that has at most `maxBytes` bytes.
 * `undefined` when there is none; rejects with the system's error when it cannot be opened.
 */
export async function withOwnFile<T>(
  path: string,
  maxBytes: number,
  use: (handle: FileHandle, stats: BigIntStats) => Promise<T>,
): Promise<T | UnusableFile | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, READ);
  } catch (error) {
    return sort(error);
  }
  try {
    const stats = await handle.stat({ bigint: true });
    return inspect(stats, maxBytes) ?? (await use(handle, stats));
  } finally {
    await handle.close();
  }
}

function sort(error: unknown): UnusableFile | undefined {
  switch (codeOf(error)) {
    case 'ENOENT':
      return undefined;
    // FreeBSD says EMLINK.
    case 'ELOOP':
    case 'EMLINK':
      return { flaw: 'is a symbolic link' };
    // A socket, or a device that is not there.
    case 'ENXIO':
      return { flaw: 'is no regular file' };
    default:
      throw error;
  }
}

function inspect(stats: BigIntStats, maxBytes: number): UnusableFile | undefined {
  if (!stats.isFile()) return { flaw: 'is no regular file' };
  const user = process.geteuid?.();
  if (user !== undefined) {
    if (stats.uid !== BigInt(user)) return { flaw: `belongs to user ${stats.uid}, not to user ${user}` };
    if ((stats.mode & WRITABLE_BY_OTHERS) !== 0n) return { flaw: 'can be written by other users', stats };
  }
  return stats.size > maxBytes
    ? { flaw: `has ${stats.size} bytes, more than ${maxBytes}`, stats }
    : undefined;
}
