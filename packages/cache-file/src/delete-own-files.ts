import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnName } from './entry-name';
import { codeOf, fileError } from './file-error';

/** Deletes the cache's own files in its folder, and then the folder, unless there is anything else in it. */
export async function deleteOwnFiles(folder: string): Promise<void> {
  try {
    for (const file of await readdir(folder, { withFileTypes: true })) {
      if (isOwnName(file.name) && !file.isDirectory()) await remove(join(folder, file.name));
    }
    await rmdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') {
      throw fileError('delete the files in', folder, error);
    }
  }
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
