import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder into which a client is installed as an application does it. */
interface Installed {
  readonly folder: string;
  /** Packages that came, the client included. */
  readonly packages: number;
  /** Of all their files. */
  readonly bytes: number;
}

export interface InstalledClients {
  readonly ours: Installed;
  readonly official: Installed;
}

/** Installs both clients by npm into a folder: ours from tarballs as a release would make them, the official one from the registry. */
export async function installClients(folder: string): Promise<InstalledClients> {
  const [ours, official] = await Promise.all([
    packWithDependencies('unleash-client', folder).then((tarballs) =>
      install(join(folder, 'ours'), tarballs),
    ),
    install(join(folder, 'official'), new Map([['unleash-client', OFFICIAL]])),
  ]);
  return { ours, official };
}

const OFFICIAL = '6.12.1';

async function install(folder: string, versions: ReadonlyMap<string, string>): Promise<Installed> {
  await mkdir(folder);
  const all = Object.fromEntries(versions);
  // Packages of ours depend on one another by version, which no registry has yet: the tarballs stand in.
  const manifest = {
    name: 'application',
    private: true,
    dependencies: { 'unleash-client': all['unleash-client'] },
    overrides: all,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...quick], { cwd: folder });
  const modules = join(folder, 'node_modules');
  // What npm says it put there; a package's own folders may hold a package.json too.
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  return { folder, packages: Object.keys(packages).length, bytes: sizeOf(modules) };
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .reduce((sum, entry) => sum + statSync(join(entry.path, entry.name)).size, 0);

/** The tarballs of a package of this workspace and of those that it depends on, by name. */
async function packWithDependencies(name: string, into: string): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  collect(name, new URL('.', import.meta.url).pathname, folders);
  const tarballs = await Promise.all(
    Array.from(folders, async ([packed, from]) => {
      const destination = join(into, 'tarballs', packed.replace('/', '-'));
      await mkdir(destination, { recursive: true });
      await run('pnpm', ['pack', '--pack-destination', destination], { cwd: from });
      const [file = ''] = readdirSync(destination);
      return [packed, `file:${join(destination, file)}`] as const;
    }),
  );
  return new Map(tarballs);
}

/** Finds a package where another one would, and all that it takes from this workspace. */
function collect(name: string, from: string, folders: Map<string, string>): void {
  if (folders.has(name)) return;
  const folder = packageFolder(name, from);
  folders.set(name, folder);
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const [dependency, range] of Object.entries(dependencies)) {
    if (range.startsWith('workspace:')) collect(dependency, folder, folders);
  }
}

function packageFolder(name: string, from: string): string {
  let folder = dirname(createRequire(join(from, 'x.js')).resolve(name));
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

function isPackage(folder: string): boolean {
  return readdirSync(folder).includes('package.json');
}
