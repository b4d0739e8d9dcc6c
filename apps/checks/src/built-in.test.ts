import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { type BuiltIn, findBuiltIn, listBuild } from './find-built-in';
import { listPackages, root } from './workspace';

const packages = listPackages('packages');
const ours = new Set(packages.map(({ manifest }) => manifest.name));
const isOurs = ({ manifest }: BuiltIn): boolean => ours.has(manifest.name);

/** Packages of ours in the build of another. None may be one with a class that applications compare with: there would be two of it. */
const mayHold: Readonly<Record<string, readonly string[]>> = {
  'unleash-client': ['bootstrap', 'cache-file', 'events', 'fetcher', 'metrics'],
};

const importsOf = (file: string) =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);

describe.each(packages.map((pkg) => [pkg.folder, pkg] as const))('the build of %s', (folder, pkg) => {
  const { dependencies, peerDependencies } = pkg.manifest;
  const builtIn = findBuiltIn(pkg);

  test('imports nothing but what is installed with it', () => {
    const installed = Object.keys({ ...dependencies, ...peerDependencies });
    const isInstalled = (name: string) =>
      installed.some((each) => name === each || name.startsWith(`${each}/`));
    const imported = listBuild(pkg).flatMap(importsOf);
    const others = imported.filter((name) => !name.startsWith('node:') && !name.startsWith('./'));
    expect(others.filter((name) => !isInstalled(name))).toEqual([]);
    expect(imported.filter((name) => builtinModules.includes(name))).toEqual([]);
  });

  test('comes with the licences of the code of others in it, and with no more', () => {
    const file = join(pkg.path, 'THIRD-PARTY-NOTICES.md');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const sections = builtIn
      .filter((each) => !isOurs(each))
      .map(({ path, manifest: { name, version } }) => {
        const licence = readFileSync(join(path, 'LICENSE'), 'utf8').trim();
        return `## ${name} ${version}\n\n\`\`\`text\n${licence}\n\`\`\`\n`;
      });
    const [, ...listed] = text.split(/^(?=## )/m).map((section) => `${section.trim()}\n`);
    expect(listed.sort()).toEqual(sections.sort());
    const { files } = JSON.parse(readFileSync(join(pkg.path, 'package.json'), 'utf8'));
    expect(files.includes('THIRD-PARTY-NOTICES.md')).toBe(sections.length > 0);
  });

  test('is ASCII, as the engine keeps any other text in twice the memory', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of them belong to ASCII
    const isAscii = (file: string) => /^[\x00-\x7f]*$/.test(readFileSync(file, 'utf8'));
    expect(listBuild(pkg).filter((file) => !isAscii(file))).toEqual([]);
  });

  test('holds no other package of ours than it may', () => {
    const held = builtIn.filter(isOurs).map(({ manifest }) => manifest.name);
    const allowed = (mayHold[folder] ?? []).map((name) => `@unleash-client/${name}`);
    expect(held.sort()).toEqual(allowed);
  });
});

const forWeb = packages.flatMap(listBuild).filter((file) => /\bweb\.c?js$/.test(file));

test.each(forWeb.map((file) => relative(root, file)))(
  '%s is for runtimes without Node.js, and loads nothing of it to begin with',
  (file) => {
    expect(readFileSync(join(root, file), 'utf8')).not.toMatch(
      /(^|\s)from "node:|^import "node:|require\("node:/m,
    );
  },
);

test('a package is released again with each one that it depends on, since that may be built in', () => {
  const { ___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH: options } = JSON.parse(
    readFileSync(join(root, '.changeset/config.json'), 'utf8'),
  );
  expect(options.updateInternalDependents).toBe('always');
});
