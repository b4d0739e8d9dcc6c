import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresPrograms } from './postgres-programs';
import { createTempFolder } from './temp-folder';

const createFolder = () => {
  const folder = createTempFolder({});
  onTestFinished(() => folder.remove());
  return folder.path;
};

const putPrograms = (folder: string, exitCode: number) => {
  mkdirSync(folder, { recursive: true });
  for (const program of ['initdb', 'postgres']) {
    writeFileSync(join(folder, program), `#!/bin/sh\nexit ${exitCode}\n`, { mode: 0o755 });
  }
  return folder;
};

const putPackage = (folder: string, exitCode: number) => {
  putPrograms(join(folder, 'bin'), exitCode);
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'lib/liba.so.1.2'), 'library');
  writeFileSync(
    join(folder, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' }]),
  );
  return folder;
};

test('copies the packaged programs, symbolic links restored', () => {
  const packaged = putPackage(join(createFolder(), 'native'), 0);
  const target = join(createFolder(), 'postgres');
  expect(postgresPrograms(target, {}, { packaged, system: [] })).toBe(join(target, 'bin'));
  expect(readFileSync(join(target, 'lib/liba.so.1'), 'utf8')).toBe('library');
});

test('takes the system’s where the packaged ones are missing or do not run', () => {
  const broken = putPackage(join(createFolder(), 'native'), 1);
  const system = [putPrograms(createFolder(), 1), putPrograms(createFolder(), 0)];
  for (const packaged of [broken, '/no/such/folder']) {
    expect(postgresPrograms(join(createFolder(), 'copy'), {}, { packaged, system })).toBe(system[1]);
  }
});

test('says what to install where there is none', () => {
  const nowhere = { packaged: '/no/such/folder', system: [] };
  expect(() => postgresPrograms(createFolder(), {}, nowhere)).toThrow(
    /No PostgreSQL .* install PostgreSQL 14 or newer/,
  );
});
