import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, fileError } from './file-error';
import { loadCrypto } from './load-crypto';
import { tempPathFor } from './temp-file';
import { encodeSlices, type MeasuredText } from './text-slices';
import { formatTrailer } from './trailer';

export interface EntryWrite {
  /** Makes the folder of the file. */
  readonly prepare: () => Promise<void>;
  /** Asked before the file is written, and again when all that is left is to put it in its place. */
  readonly isAllowed: () => Promise<boolean>;
  /** The token that the write is guarded by. */
  readonly token: number | undefined;
}

const TRIES = 2;
const OWNER_ONLY = 0o600;

/**
 * Puts a text into the file of a key, whole and on disk, or not at all; `false` when it is not allowed. Rejects when it
 * cannot be written; the file is then what it was.
 */
export async function writeEntry(path: string, text: MeasuredText, write: EntryWrite): Promise<boolean> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await tryToWrite(path, text, write);
    } catch (error) {
      // Somebody has deleted the folder, or has taken the temporary file for a leftover.
      if (codeOf(error) !== 'ENOENT' || left === 1) throw fileError('write', path, error);
    }
  }
}

async function tryToWrite(path: string, text: MeasuredText, write: EntryWrite): Promise<boolean> {
  await write.prepare();
  if (!(await write.isAllowed())) return false;
  const temp = await tempPathFor(path, write.token);
  try {
    // Fails for anything that has this name already, symbolic links included.
    const handle = await open(temp, 'wx', OWNER_ONLY);
    try {
      await writeText(handle, text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await write.isAllowed())) return false;
    await rename(temp, path);
  } finally {
    // In vain after a success. A failure of its own would hide what is the matter.
    await rm(temp, { force: true }).catch(() => undefined);
  }
  await syncFolder(dirname(path));
  return true;
}

/** In slices, so that the process does something else in between. */
async function writeText(handle: FileHandle, text: MeasuredText): Promise<void> {
  const hash = loadCrypto().createHash('sha256');
  for (const bytes of encodeSlices(text)) {
    hash.update(bytes);
    await handle.writeFile(bytes);
  }
  await handle.writeFile(formatTrailer({ ...text, sha256: hash.digest('hex') }));
}

/** Makes the new name survive a power cut, where the system can. The file is in its place in any case. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows, and some network file systems, cannot.
  }
}
