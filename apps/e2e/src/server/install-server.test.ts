import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installServer } from './install-server';
import { serverFolder } from './server-folder';
import { createTempFolder } from './temp-folder';

/** A package with one dependency, a folder of its own, so that no network is needed. */
const createPackage = () => {
  const folder = createTempFolder({});
  onTestFinished(() => folder.remove());
  const write = (file: string, content: object) =>
    writeFileSync(join(folder.path, file), JSON.stringify(content));
  const root = { name: 'outer', version: '1.0.0', dependencies: { inner: 'file:inner' } };
  const inner = { name: 'inner', version: '1.0.0' };
  mkdirSync(join(folder.path, 'inner'));
  write('package.json', root);
  write('inner/package.json', inner);
  write('package-lock.json', {
    ...root,
    lockfileVersion: 3,
    packages: { '': root, inner, 'node_modules/inner': { resolved: 'inner', link: true } },
  });
  return folder.path;
};

test('installs once, and again when the lockfile or what was installed is another', () => {
  const folder = createPackage();
  expect(installServer(folder)).toBe('installed');
  expect(installServer(folder)).toBe('present');
  writeFileSync(
    join(folder, 'package-lock.json'),
    `${readFileSync(join(folder, 'package-lock.json'), 'utf8')}\n`,
  );
  expect(installServer(folder)).toBe('installed');
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(installServer(folder)).toBe('installed');
  expect(existsSync(join(folder, 'node_modules/inner'))).toBe(true);
});

test('passes on what npm says when it fails', () => {
  const folder = createPackage();
  writeFileSync(join(folder, 'package.json'), '{"dependencies":{"inner":"file:inner","other":"file:other"}}');
  expect(() => installServer(folder)).toThrow(/npm ci in .* failed:\n.*npm (error|ERR!)/);
});

test('the lockfile names no registry', () => {
  const lockfile = readFileSync(join(serverFolder, 'package-lock.json'), 'utf8');
  expect(lockfile).not.toMatch(/"resolved"|registry\./);
});
