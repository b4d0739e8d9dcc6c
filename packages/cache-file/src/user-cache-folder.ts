import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What decides where a user's caches are. */
export interface UserWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The user's home folder; may throw. */
  readonly home: () => string;
}

const thisProcess: UserWorld = { env: process.env, platform: process.platform, home: homedir };

/** What system accounts have where people have a home. */
const NO_HOME = '/nonexistent';

/**
 * The folder for a user's own caches by the platform's convention: `XDG_CACHE_HOME`, `~/Library/Caches` on macOS,
 * `%LOCALAPPDATA%` on Windows, `~/.cache` elsewhere. `undefined` for a user without a home.
 */
export function userCacheFolder({ env, platform, home }: UserWorld = thisProcess): string | undefined {
  if (isFolder(env.XDG_CACHE_HOME)) return env.XDG_CACHE_HOME;
  if (platform === 'win32' && isFolder(env.LOCALAPPDATA)) return env.LOCALAPPDATA;
  const folder = homeOf(home);
  if (folder === undefined) return undefined;
  if (platform === 'win32') return join(folder, 'AppData', 'Local');
  return platform === 'darwin' ? join(folder, 'Library', 'Caches') : join(folder, '.cache');
}

/** A relative path means nothing here: it would be another folder with each working directory. */
const isFolder = (path: string | undefined): path is string => path !== undefined && isAbsolute(path);

function homeOf(home: () => string): string | undefined {
  try {
    const folder = home();
    return isFolder(folder) && folder !== NO_HOME ? folder : undefined;
  } catch {
    return undefined;
  }
}
