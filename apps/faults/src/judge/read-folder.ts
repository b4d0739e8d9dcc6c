import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../list-files';

/** Larger files hold what a scenario filled them with. */
const LARGEST = 64 * 1024 * 1024;

/** The names and contents of all files below a folder, whatever can be read of them. */
export function readFolder(folder: string): string[] {
  return listFiles(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    const isReadable = stats.isFile() && stats.size <= LARGEST;
    return isReadable ? [name, readFileSync(path, 'latin1')] : [name];
  });
}
