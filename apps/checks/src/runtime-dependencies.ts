import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listPackages, type Manifest } from './workspace';

/** A package of others that comes with one of ours. */
export interface RuntimeDependency {
  readonly path: string;
  readonly manifest: Manifest & { readonly license?: unknown };
  /** Those of our packages that declare it, or another that brings it. */
  readonly declaredBy: ReadonlySet<string>;
}

interface Found extends RuntimeDependency {
  readonly declaredBy: Set<string>;
}

/** All packages of others that an application installs with ours, as they are installed here; optional peers are not among them. */
export function findRuntimeDependencies(): readonly RuntimeDependency[] {
  const found = new Map<string, Found>();
  const ours = new Set(listPackages('packages').map(({ manifest }) => manifest.name));
  const visit = (path: string, manifest: Manifest, declaredBy: string) => {
    const { dependencies, optionalDependencies } = manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (ours.has(name)) continue;
      const at = findInstalled(path, name);
      const known = found.get(at);
      if (known?.declaredBy.has(declaredBy)) continue;
      const own = known ?? { path: at, manifest: readManifest(at), declaredBy: new Set<string>() };
      own.declaredBy.add(declaredBy);
      found.set(at, own);
      visit(at, own.manifest, declaredBy);
    }
  };
  for (const { path, manifest } of listPackages('packages')) visit(path, manifest, manifest.name);
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
