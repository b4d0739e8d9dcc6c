import { execFileSync, spawnSync } from 'node:child_process';

const ADVICE =
  'redis-server is not installed: apt-get install redis-server (Debian, Ubuntu) or brew install redis';

let isKnown = false;

/**
 * Sees to it that there is a `redis-server` on the `PATH`: where root has apt, it is installed, which takes some
 * seconds.
 * @throws Error that says what to install, where that is not possible.
 */
export function ensureRedisServer(): void {
  if (isKnown) return;
  if (!isThere('redis-server') && process.getuid?.() === 0 && isThere('apt-get')) install();
  if (!isThere('redis-server')) throw new Error(ADVICE);
  isKnown = true;
}

const isThere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: readonly string[]) =>
    // Another process may be at it: apt waits for its lock.
    execFileSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...words], { env, stdio: 'pipe' });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'redis-server');
  } catch (cause) {
    throw new Error(`${ADVICE}; apt-get failed here`, { cause });
  }
}
