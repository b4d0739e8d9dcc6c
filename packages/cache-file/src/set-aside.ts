import type { BigIntStats } from 'node:fs';
import { link, lstat, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf } from './file-error';
import { tempPathFor } from './temp-file';

/**
 * Moves an unusable file out of the way, to `NAME.rejected`, where somebody can look at it; says as the rest of a sentence
 * what became of it. A good file that another process has put in its place meanwhile stays.
 */
export async function setAside(path: string, unusable: BigIntStats): Promise<string> {
  const isSame = async (file: string) => {
    const { ino, mtimeNs } = await lstat(file, { bigint: true });
    return ino === unusable.ino && mtimeNs === unusable.mtimeNs;
  };
  try {
    if (!(await isSame(path))) return 'it was replaced meanwhile';
    const moved = await tempPathFor(path);
    await rename(path, moved);
    if (await isSame(moved)) {
      await rename(moved, `${path}.rejected`);
      return `it was kept for inspection as ${basename(path)}.rejected`;
    }
    // A link, unlike a move, cannot overwrite what is newer still.
    await link(moved, path).catch(() => undefined);
    await rm(moved, { force: true });
    return 'it was replaced meanwhile';
  } catch (error) {
    return `it could not be moved away (${codeOf(error)})`;
  }
}
