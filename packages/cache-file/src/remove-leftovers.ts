import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './file-error';
import { hostId, parseTempName } from './temp-file';

/** In milliseconds; nobody writes for so long. */
const MAX_AGE_MS = 60 * 60 * 1000;

/**
 * Deletes the temporary files of processes that were killed: those of this host whose process is gone, and any that is
 * older than an hour. What cannot be deleted stays for the next time.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    if (await isLeftover(name, path).catch(() => false))
      await rm(path, { force: true }).catch(() => undefined);
  }
}

async function isLeftover(name: string, path: string): Promise<boolean> {
  const temp = parseTempName(name);
  if (temp === undefined) return false;
  if (temp.host === (await hostId()) && !isAlive(temp.pid)) return true;
  return Date.now() - (await lstat(path)).mtimeMs > MAX_AGE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process lives, but is not ours to signal.
    return codeOf(error) !== 'ESRCH';
  }
}
