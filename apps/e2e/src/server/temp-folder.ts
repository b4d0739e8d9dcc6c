import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProcessUser } from './process-user';

/** A folder for one run, and how to remove it. */
export interface TempFolder {
  readonly path: string;
  /** Removes the folder with all that is in it. */
  remove(): Promise<void>;
}

// The loop outlives what still writes there: a database that is being stopped, or initdb.
const removeWhenAlone = `
read -r _
tries=0
while [ -e "$1" ] && [ "$tries" -lt 200 ]; do
  rm -rf -- "$1" 2>/dev/null && [ ! -e "$1" ] || sleep 0.1
  tries=$((tries + 1))
done`;

/**
 * A fresh folder that only `owner` can enter. It disappears by `remove()`, and also when this process dies in any way:
 * a shell waits for the end of the pipe that this process holds.
 */
export const createTempFolder = (owner: ProcessUser): TempFolder => {
  const path = mkdtempSync(join(owner.uid === undefined ? tmpdir() : enterableTempRoot(), 'unleash-e2e-'));
  chmodSync(path, 0o700);
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
  const guard = spawn('sh', ['-c', removeWhenAlone, 'sh', path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    path,
    async remove() {
      const gone = once(guard, 'exit');
      guard.stdin.end();
      await gone;
    },
  };
};

/** Some systems give root a private TMPDIR, in which another user cannot reach anything. */
const enterableTempRoot = (): string => {
  for (const root of [tmpdir(), '/tmp', '/var/tmp']) if (isEnterable(root)) return root;
  throw new Error(
    `${tmpdir()}, /tmp and /var/tmp are all closed to other users: set TMPDIR to one that is open`,
  );
};

const isEnterable = (folder: string): boolean => {
  let path: string;
  try {
    path = realpathSync(folder);
  } catch {
    return false;
  }
  for (; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
};
