import { lstat } from 'node:fs/promises';
import { codeOf, fileError } from './file-error';

/** Whether there is a regular file; nobody opens it. */
export async function existsEntry(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw fileError('look at', path, error);
  }
}
