import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../list-files';

const NOBODY = 65_534;

/** Gives a folder and all in it to the user whom `dropRights` leaves; others keep what is theirs. */
export function giveAway(folder: string): void {
  if (process.geteuid?.() !== 0) return;
  chmodSync(folder, 0o700);
  for (const name of listFiles(folder)) {
    chownSync(join(folder, name), NOBODY, NOBODY);
  }
  chownSync(folder, NOBODY, NOBODY);
}
