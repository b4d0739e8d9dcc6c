import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { findBuiltIn } from './find-built-in';
import { listPackages, listSources, root, type WorkspacePackage } from './workspace';

/** Who may know whom. Everything else in this file follows from these lines. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  http: [],
  cache: [],
  bootstrap: ['cache', 'http'],
  'cache-file': ['bootstrap', 'cache'],
  'cache-redis': ['bootstrap', 'cache'],
  conformance: ['cache', 'core'],
  events: ['core', 'http'],
  fetcher: ['http'],
  metrics: ['http'],
  'dev-server': ['core'],
  'unleash-client': ['bootstrap', 'cache', 'cache-file', 'core', 'events', 'fetcher', 'http', 'metrics'],
};

/** Packages that run anywhere: nothing of Node.js in their sources. */
const pure = ['core', 'events', 'cache'];

const packages = listPackages('packages');
const folderOf = (name: string) => packages.find(({ manifest }) => manifest.name === name)?.folder;
const importsOf = (file: string) =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
const packageName = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

test('every package has its line in the table of arrows', () => {
  expect(packages.map(({ folder }) => folder).sort()).toEqual(Object.keys(arrows).sort());
});

test('the arrows form no circle', () => {
  const visit = (folder: string, trail: readonly string[]): void => {
    if (trail.includes(folder)) throw new Error(`circle: ${[...trail, folder].join(' → ')}`);
    for (const next of arrows[folder] ?? []) visit(next, [...trail, folder]);
  };
  for (const folder of Object.keys(arrows)) visit(folder, []);
});

describe.each(packages.map((pkg) => [pkg.folder, pkg] as const))('%s', (folder, pkg: WorkspacePackage) => {
  const dependencies = Object.keys(pkg.manifest.dependencies ?? {});
  // What is built in need not be installed, and is one of those that development needs.
  const builtIn = findBuiltIn(pkg)
    .map(({ manifest }) => manifest.name)
    .filter((name) => pkg.manifest.devDependencies?.[name] !== undefined);
  const declared = [...dependencies, ...Object.keys(pkg.manifest.peerDependencies ?? {}), ...builtIn];

  test('depends on the packages that its arrows allow, and on no other of ours', () => {
    const ours = dependencies.map(folderOf).filter((name) => name !== undefined);
    expect(ours.sort()).toEqual([...(arrows[folder] ?? [])].sort());
  });

  test('imports only what it declares, and never its own index', () => {
    const wrong = listSources(pkg).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !isAllowed(specifier))
        .map((specifier) => `${relative(root, file)} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('uses everything it declares', () => {
    const used = new Set(listSources(pkg).flatMap(importsOf).map(packageName));
    expect(dependencies.filter((name) => !used.has(name))).toEqual([]);
  });

  test('has an index of named re-exports only', () => {
    const index = ts.createSourceFile(
      'index.ts',
      readFileSync(`${pkg.path}/src/index.ts`, 'utf8'),
      ts.ScriptTarget.ES2022,
    );
    for (const statement of index.statements) {
      const isNamed =
        ts.isExportDeclaration(statement) &&
        statement.moduleSpecifier !== undefined &&
        statement.exportClause !== undefined &&
        ts.isNamedExports(statement.exportClause);
      expect(isNamed, statement.getText(index)).toBe(true);
    }
  });

  const isAllowed = (specifier: string): boolean => {
    if (/^\.\.?(\/index)?$/.test(specifier) || /\/index$/.test(specifier)) return false;
    if (specifier.startsWith('.') || specifier.startsWith('#')) return true;
    const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
    return isNode ? !pure.includes(folder) : declared.includes(packageName(specifier));
  };
});
