import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Manifest, WorkspacePackage } from './workspace';

/** A package whose code is in the build of another. */
export interface BuiltIn {
  readonly path: string;
  readonly manifest: Manifest & { readonly license?: unknown };
}

/** The files of a package's build that run. */
export const listBuild = ({ path }: WorkspacePackage): string[] =>
  readdirSync(join(path, 'dist'))
    .filter((file) => /\.c?js$/.test(file))
    .map((file) => join(path, 'dist', file));

/** The packages whose code is in the build of one of ours: the bundler names each file that it has taken in. */
export function findBuiltIn(pkg: WorkspacePackage): readonly BuiltIn[] {
  const folders = listBuild(pkg).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^\s*\/\/ (\.\.\/.+)$/gm)].map(([, from = '']) =>
      folderOf(resolve(pkg.path, from)),
    ),
  );
  return [...new Set(folders)].map((path) => ({
    path,
    manifest: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')),
  }));
}

/** The root of the package that a file belongs to: the first folder above it whose manifest says a version. */
function folderOf(file: string): string {
  const parts = file.split(sep);
  for (let length = parts.length - 1; length > 1; length -= 1) {
    const folder = parts.slice(0, length).join(sep);
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined)
      return folder;
  }
  throw new Error(`${file} belongs to no package`);
}
