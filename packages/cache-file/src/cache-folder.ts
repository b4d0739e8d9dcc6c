import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import { lstat, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { entryName } from './entry-name';
import { codeOf, fileError, showPath } from './file-error';

/** The one folder that a cache's files are in: the user's own, closed to others, and no symbolic link. */
export interface CacheFolder {
  /** Where the folder is, whether it exists or not. Throws where there is no home to put it in. */
  path(): string;
  /** The file of a key. Throws as `path` does. */
  fileOf(key: string): string;
  /** Whether the folder exists. Rejects when it cannot be trusted. */
  find(): Promise<boolean>;
  /** What `find` answered last, or `false` before it has and after it has rejected. */
  wasFound(): boolean;
  /** Makes the folder where it does not exist. Rejects when it cannot be trusted. */
  make(): Promise<void>;
}

const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

export function createCacheFolder(folder: string | undefined): CacheFolder {
  const path = () => {
    if (folder !== undefined) return folder;
    throw new Error('there is no folder for the cache: the user has no home, and no directory was given');
  };
  let wasFound = false;
  const find = async () => {
    wasFound = false;
    const stats = await statsOf(path());
    if (stats === undefined) return false;
    await claim(path(), stats);
    wasFound = true;
    return true;
  };
  return {
    path,
    fileOf: (key) => join(path(), entryName(key)),
    find,
    wasFound: () => wasFound,
    async make() {
      if (await find()) return;
      try {
        await makeFolders(path());
      } catch (error) {
        throw fileError('make the cache folder', path(), error);
      }
      // Somebody may have been faster, and have made something else.
      await find();
    },
  };
}

/** Not Node's own way, which tries for ever where a folder exists and yet takes nothing, as those of automounters and `/proc`. */
async function makeFolders(path: string): Promise<void> {
  try {
    return await makeFolder(path);
  } catch (error) {
    const parent = dirname(path);
    if (codeOf(error) !== 'ENOENT' || parent === path) throw error;
    await makeFolders(parent);
  }
  await makeFolder(path);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: OWNER_ONLY });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileError('use the cache folder', path, error);
  }
}

/** Rejects for a folder that others control, and closes one that they can merely look into. */
async function claim(path: string, stats: Stats): Promise<void> {
  const refuse = (what: string) => new Error(`the cache folder ${showPath(path)} ${what}; it is not used`);
  if (stats.isSymbolicLink()) throw refuse('is a symbolic link');
  if (!stats.isDirectory()) throw refuse('is no folder');
  // Windows has neither owners nor modes of this kind.
  const user = process.geteuid?.();
  if (user === undefined) return;
  if (stats.uid !== user) throw refuse(`belongs to user ${stats.uid}, not to user ${user}`);
  if ((stats.mode & OTHERS) !== 0) await closeToOthers(path);
}

async function closeToOthers(path: string): Promise<void> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    await handle.chmod(OWNER_ONLY).finally(() => handle.close());
  } catch (error) {
    throw fileError('close to others the cache folder', path, error);
  }
}
