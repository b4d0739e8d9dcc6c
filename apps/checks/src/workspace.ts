import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

export interface WorkspacePackage {
  /** The folder's name below `packages/` or `apps/`. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
}

/** All packages below `packages/` (published) or `apps/` (not). */
export const listPackages = (kind: 'packages' | 'apps'): WorkspacePackage[] =>
  readdirSync(join(root, kind)).map((folder) => {
    const path = join(root, kind, folder);
    return { folder, path, manifest: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) };
  });

/** The sources of a package; tests and what only tests use are left out. */
export const listSources = ({ path }: WorkspacePackage): string[] =>
  readdirSync(join(path, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|testing|d)\.ts$|^testing\//.test(file))
    .map((file) => join(path, 'src', file));
