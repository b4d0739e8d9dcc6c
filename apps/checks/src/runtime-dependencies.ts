import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBuiltIn } from './find-built-in';
import { listPackages, type Manifest } from './workspace';

/** A package of others that comes with one of ours. */
export interface RuntimeDependency {
  readonly path: string;
  readonly manifest: Manifest & { readonly license?: unknown };
  /** Those of our packages that declare it, or another that brings it. */
  readonly declaredBy: ReadonlySet<string>;
  /** Those of our packages that have its code in their build. */
  readonly builtInto: ReadonlySet<string>;
}

interface Found extends RuntimeDependency {
  readonly declaredBy: Set<string>;
  readonly builtInto: Set<string>;
}

/**
 * All packages of others that come with ours to an application, as they are installed here: those that it installs with
 * them, and those that are built in. Optional peers are not among them.
 */
export function findRuntimeDependencies(): readonly RuntimeDependency[] {
  const found = new Map<string, Found>();
  const ours = new Set(listPackages('packages').map(({ manifest }) => manifest.name));
  const findAt = (path: string): Found => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const fresh = {
      path,
      manifest: readManifest(path),
      declaredBy: new Set<string>(),
      builtInto: new Set<string>(),
    };
    found.set(path, fresh);
    return fresh;
  };
  const visit = (path: string, manifest: Manifest, declaredBy: string) => {
    const { dependencies, optionalDependencies } = manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (ours.has(name)) continue;
      const dependency = findAt(findInstalled(path, name));
      if (dependency.declaredBy.has(declaredBy)) continue;
      dependency.declaredBy.add(declaredBy);
      visit(dependency.path, dependency.manifest, declaredBy);
    }
  };
  for (const pkg of listPackages('packages')) {
    visit(pkg.path, pkg.manifest, pkg.manifest.name);
    for (const { path, manifest } of findBuiltIn(pkg))
      if (!ours.has(manifest.name)) findAt(path).builtInto.add(pkg.manifest.name);
  }
  return [...found.values()];
}

const readManifest = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));

/** Where Node.js finds a package for those at `path`. */
function findInstalled(path: string, name: string): string {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
  }
  throw new Error(`${name} is not installed for ${path}`);
}
