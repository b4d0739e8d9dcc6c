import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackages, type WorkspacePackage } from './workspace';

export interface PackedPackage extends WorkspacePackage {
  /** The tarball that would be published. */
  readonly tarball: string;
}

/** Packs all published packages into a fresh folder, as a release would. */
export function packAll(): PackedPackage[] {
  const into = mkdtempSync(join(tmpdir(), 'unleash-packed-'));
  return listPackages('packages').map((pkg) => {
    const folder = join(into, pkg.folder);
    execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: pkg.path, stdio: 'pipe' });
    const [file] = readdirSync(folder);
    if (file === undefined) throw new Error(`pnpm pack made nothing of ${pkg.folder}`);
    return { ...pkg, tarball: join(folder, file) };
  });
}
