import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRuntimeDependencies } from './runtime-dependencies';
import { listPackages, type Manifest, root } from './workspace';

/** Whoever has our packages may use them as freely as these allow, and needs to ask nobody. */
const LICENCES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

const installScripts = ({ scripts = {} }: Manifest) =>
  Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name));

const dependencies = findRuntimeDependencies();
const security = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');

/** The rows of the table of dependencies. */
const listed = [
  ...security.matchAll(/^\| \[`(.+?)`\]\(https:\/\/www\.npmjs\.com\/package\/\1\) +\| (.+?) +\| (\S+) +\|/gm),
].map(([, name, broughtBy, licence]) => `${name} of ${broughtBy}: ${licence}`);

test('SECURITY.md lists every package of others that comes with ours, transitive ones too, with who brings it and its licence', () => {
  const actual = dependencies.map(({ manifest, declaredBy, builtInto }) => {
    const declaring = [...declaredBy].map((name) => `\`${name}\``);
    const holding = [...builtInto].map((name) => `built into \`${name}\``);
    return `${manifest.name} of ${[...declaring, ...holding].join(', ')}: ${manifest.license}`;
  });
  expect(listed.sort()).toEqual(actual.sort());
});

describe.each(dependencies.map((dependency) => [dependency.manifest.name, dependency] as const))(
  '%s',
  (name, { path, manifest }) => {
    test('runs nothing when it is installed', () => {
      expect(installScripts(manifest)).toEqual([]);
      // npm builds what has this file, without any script.
      expect(existsSync(join(path, 'binding.gyp'))).toBe(false);
    });

    test('has a licence that asks for no more than to be named', () => {
      expect(LICENCES).toContain(manifest.license);
    });

    test('is in the lockfile in the version that is installed, with a checksum', () => {
      const escaped = `${name}@${manifest.version}`.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      expect(lockfile).toMatch(new RegExp(`^  '?${escaped}'?:\\n    resolution: \\{integrity: sha512-`, 'm'));
    });
  },
);

test.each(listPackages('packages').map(({ manifest }) => [manifest.name, manifest] as const))(
  '%s runs nothing when it is installed, and is published with its provenance',
  (_, manifest) => {
    expect(installScripts(manifest)).toEqual([]);
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  },
);
