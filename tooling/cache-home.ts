import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a test run a user's cache folder of its own, so that no test reads what another run, or a person, has cached. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'unleash-cache-home-'));
  process.env.XDG_CACHE_HOME = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
