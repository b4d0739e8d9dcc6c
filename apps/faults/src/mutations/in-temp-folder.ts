import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a task in a new folder, which is the current one meanwhile: whatever is written by a relative path goes with it. */
export async function inTempFolder(task: (folder: string) => Promise<void>): Promise<void> {
  const before = process.cwd();
  const folder = await mkdtemp(join(tmpdir(), 'unleash-mutations-'));
  process.chdir(folder);
  try {
    await task(folder);
  } finally {
    process.chdir(before);
    await rm(folder, { recursive: true, force: true });
  }
}
