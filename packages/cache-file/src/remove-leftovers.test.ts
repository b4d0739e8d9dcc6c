import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileCache } from './file-cache';
import { removeLeftovers } from './remove-leftovers';
import { hostId, tempPathFor } from './temp-file';
import { tempFolder } from './testing/temp-folder.testing';

const open = () => {
  const directory = tempFolder();
  const folder = join(directory, 'flags');
  mkdirSync(folder, { mode: 0o700 });
  return { directory, folder };
};

/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

test('the first write deletes what killed processes have left, and nothing that somebody may still need', async () => {
  const { directory, folder } = open();
  const host = await hostId();
  const name = (host: string, pid: number, token = '') => `key.cache.${host}-${pid}-0123456789ab${token}.tmp`;
  const dead = [name(host, deadPid()), name(host, deadPid(), '-1795000000000')];
  const old = [name('00000000', 1), name(host, process.pid)];
  const alive = [name(host, process.ppid), name('00000000', deadPid())];
  const foreign = ['notes.tmp', 'key.cache.lease-0000000000000001', `${name(host, deadPid())}.txt`];
  for (const file of [...dead, ...old, ...alive, ...foreign]) writeFileSync(join(folder, file), '');
  const longAgo = (Date.now() - 61 * 60 * 1000) / 1000;
  for (const file of [...old, ...foreign]) utimesSync(join(folder, file), longAgo, longAgo);
  const cache = new FileCache({ directory });
  await cache.set('key', 'text');
  expect(readdirSync(folder).sort()).toEqual(['key.cache', ...alive, ...foreign].sort());

  writeFileSync(join(folder, name(host, deadPid())), '');
  await cache.set('key', 'other');
  // Once in ten minutes is enough.
  expect(readdirSync(folder).length).toBe(alive.length + foreign.length + 2);
});

test('a leftover that cannot be deleted keeps nobody from writing', async () => {
  const { directory, folder } = open();
  mkdirSync(join(folder, `key.cache.${await hostId()}-${deadPid()}-0123456789ab.tmp`));
  const cache = new FileCache({ directory });
  await cache.set('key', 'text');
  expect(await cache.get('key')).toBe('text');
});

test('a folder that is gone has no leftovers', async () => {
  await expect(removeLeftovers(join(tempFolder(), 'gone'))).resolves.toBeUndefined();
});

test('temporary files lie beside their file, and never share a name', async () => {
  const names = await Promise.all(Array.from({ length: 100 }, () => tempPathFor('/folder/key.cache')));
  expect(new Set(names).size).toBe(100);
  for (const name of names) expect(name).toMatch(/^\/folder\/key\.cache\.[0-9a-f]{8}-\d+-[0-9a-f]{12}\.tmp$/);
});
