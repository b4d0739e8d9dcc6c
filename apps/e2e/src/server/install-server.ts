import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverFolder } from './server-folder';

/**
 * Installs the server under test with npm, from the lockfile in its folder; does nothing when that very lockfile is
 * installed already. Calls `onInstall` before it takes its time. Throws with npm's own last words when it fails.
 */
export const installServer = (
  folder: string = serverFolder,
  onInstall: () => void = () => {},
): 'installed' | 'present' => {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.installed-lockfile');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return 'present';
  onInstall();
  const npm = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', env: withoutPnpmSettings(process.env) },
  );
  if (npm.status !== 0) {
    const words = npm.error?.message ?? `${npm.stdout}${npm.stderr}`.trim().split('\n').slice(-20).join('\n');
    throw new Error(`npm ci in ${folder} failed:\n${words}`);
  }
  writeFileSync(stamp, lockfile);
  return 'installed';
};

/** pnpm hands its settings down as npm_config_*; npm would take them for its own, or warn that it does not know them. */
const withoutPnpmSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^npm_(?!config_(registry|cache|userconfig|prefix|globalconfig)$)/i.test(name),
    ),
  );
