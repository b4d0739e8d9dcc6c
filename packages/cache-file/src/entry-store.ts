import type { WriteGuard } from '@unleash-client/cache';
import type { CacheFolder } from './cache-folder';
import { showPath } from './file-error';
import { allowsToken } from './file-lease';
import { inOrder } from './in-order';
import { isStored } from './is-stored';
import { removeLeftovers } from './remove-leftovers';
import { measureText } from './text-slices';
import { writeEntry } from './write-entry';

/** Stores texts in the files of keys. */
export interface EntryStore {
  /** `false` when the guard forbids it; rejects when it cannot be stored. */
  set(key: string, text: string, guard: WriteGuard | undefined): Promise<boolean>;
}

/** Leftovers need no more attention. */
const CLEANING_INTERVAL_MS = 10 * 60 * 1000;

export function createEntryStore(folder: CacheFolder, maxBytes: number): EntryStore {
  let cleanedAt = Number.NEGATIVE_INFINITY;
  const clean = async () => {
    if (performance.now() - cleanedAt < CLEANING_INTERVAL_MS) return;
    cleanedAt = performance.now();
    await removeLeftovers(folder.path());
  };
  const store = async (path: string, text: string, guard: WriteGuard | undefined): Promise<boolean> => {
    const measured = await measureText(text);
    if (measured.byteLength > maxBytes) {
      const size = `${measured.byteLength} bytes, more than ${maxBytes}`;
      throw new RangeError(`cannot write ${showPath(path)}: the text has ${size}`);
    }
    const isAllowed = async () => guard === undefined || allowsToken(path, guard.token);
    await folder.make();
    await clean();
    if (await isStored(path, measured)) return isAllowed();
    return writeEntry(path, measured, { prepare: folder.make, isAllowed, token: guard?.token });
  };
  return {
    async set(key, text, guard) {
      const path = folder.fileOf(key);
      return inOrder(path, () => store(path, text, guard));
    },
  };
}
