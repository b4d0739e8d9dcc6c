import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deleteOwnFiles } from './delete-own-files';
import { FileCache } from './file-cache';
import { tempFolder } from './testing/temp-folder.testing';

const open = () => {
  const directory = tempFolder();
  return { directory, folder: join(directory, 'flags'), cache: new FileCache({ directory }) };
};

describe('destroy', () => {
  test('deletes texts, leases, leftovers and what was kept for inspection, and the folder', async () => {
    const { cache, directory, folder } = open();
    await cache.mset({ key: 'text', 'Other key': 'text' });
    await cache.lease('key', 'me', 60_000);
    for (const name of ['key.cache.rejected', 'key.cache.00000000-1-0123456789ab-7.tmp'])
      writeFileSync(join(folder, name), '');
    await cache.destroy();
    expect(readdirSync(directory)).toEqual([]);
    expect([await cache.get('key'), await cache.exists('key')]).toEqual([undefined, false]);
  });

  test('leaves what is not its own', async () => {
    const { cache, folder } = open();
    await cache.set('key', 'text');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'folder.cache'));
    await cache.destroy();
    expect(readdirSync(folder).sort()).toEqual(['folder.cache', 'notes.txt']);
  });

  test('does nothing where there is nothing, and a cache can be used after it', async () => {
    const { cache, folder } = open();
    await cache.destroy();
    await cache.set('key', 'text');
    await cache.destroy();
    await cache.destroy();
    expect(existsSync(folder)).toBe(false);
    await cache.set('key', 'again');
    expect(await cache.get('key')).toBe('again');
  });

  test('may be called by several at once', async () => {
    const { cache, directory } = open();
    for (let index = 0; index < 30; index += 1) await cache.set(`key-${index}`, 'text');
    await Promise.all([cache.destroy(), new FileCache({ directory }).destroy(), cache.destroy()]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('says which folder it cannot read', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    await expect(deleteOwnFiles(file)).rejects.toThrow(`cannot delete the files in ${file}: ENOTDIR`);
  });

  test('waits for writes that have begun', async () => {
    const { cache, directory } = open();
    const writing = cache.set('key', 'x'.repeat(3_000_000));
    await Promise.resolve();
    await cache.destroy();
    expect([await writing, readdirSync(directory)]).toEqual([true, []]);
  });
});
