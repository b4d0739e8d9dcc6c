import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCacheFolder } from './cache-folder';
import { FileCache } from './file-cache';
import { allowsToken, takeLease } from './file-lease';
import { onSmallDisk } from './testing/small-disk.testing';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';
import { dropRights, giveToUnprivileged } from './testing/unprivileged.testing';
import { measureText } from './text-slices';
import { type EntryWrite, writeEntry } from './write-entry';

const open = () => {
  const directory = tempFolder();
  const folder = join(directory, 'flags');
  return { directory, folder, cache: new FileCache({ directory }), file: join(folder, 'key.cache') };
};

describe('a write that fails', () => {
  test('on a full disk says so, and leaves the text before and no temporary file', async () => {
    const directory = tempFolder();
    const program = startProgram(
      `
      import { readdirSync } from 'node:fs';
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      await cache.set('key', 'good');
      await cache.set('key', 'x'.repeat(3_000_000)).catch(({ message, cause }) => say([message, cause.code]));
      say(await cache.get('key'));
      say(readdirSync(${JSON.stringify(join(directory, 'flags'))}));
      await cache.set('key', 'better');
      say(await cache.get('key'));`,
      { shell: onSmallDisk(directory) },
    );
    expect(await program.result()).toEqual([
      [
        expect.stringMatching(
          new RegExp(`^cannot write ${directory}/flags/key.cache: (ENOSPC|EFBIG): [a-z ]+, write$`),
        ),
        expect.stringMatching(/^(ENOSPC|EFBIG)$/),
      ],
      'good',
      ['key.cache'],
      'better',
    ]);
  });

  test('in a folder that is read-only says so, and leaves the text before', async () => {
    const { directory, folder, file, cache } = open();
    await cache.set('key', 'good');
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    for (const path of [directory, folder, file]) giveToUnprivileged(path);
    const program = startProgram(`
      ${dropRights}
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      await cache.set('key', 'new').catch(({ message, cause }) => say([message.split(',')[0], cause.code]));
      await cache.lease('key', 'me', 1000).catch(({ message, cause }) => say([message.split(',')[0], cause.code]));
      say(await cache.set('key', 'good'));
      say(await cache.get('key'));`);
    expect(await program.result()).toEqual([
      [`cannot write ${file}: EACCES: permission denied`, 'EACCES'],
      [`cannot lease ${file}: EACCES: permission denied`, 'EACCES'],
      true,
      'good',
    ]);
  });

  test('does not keep the next from succeeding', async () => {
    const { directory } = open();
    const cache = new FileCache({ directory, maxBytes: 5 });
    const writes = [cache.set('key', 'first'), cache.set('key', 'too long'), cache.set('key', 'last')];
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await cache.get('key')).toBe('last');
  });
});

describe('a write', () => {
  const text = 'what is written';
  const prepared = async (isAllowed: EntryWrite['isAllowed'], token?: number) => {
    const { folder, file, cache } = open();
    await cache.set('key', 'before');
    const prepare = createCacheFolder(folder).make;
    return {
      folder,
      file,
      cache,
      write: async () => writeEntry(file, await measureText(text), { prepare, isAllowed, token }),
    };
  };

  test('appears when it is complete', async () => {
    const seen: unknown[] = [];
    const { write, cache, file } = await prepared(async () => {
      seen.push(await cache.get('key'));
      return true;
    });
    expect([await write(), seen, await cache.get('key')]).toEqual([true, ['before', 'before'], text]);
    expect(readFileSync(file, 'utf8')).toMatch(/^what is written\nunleash-cache\/1 utf8 15 [0-9a-f]{64}\n$/);
  });

  test.each([
    ['before it has begun', [false]],
    ['before it is put in its place', [true, false]],
  ])('that is forbidden %s leaves nothing', async (_, answers) => {
    const { write, cache, folder } = await prepared(async () => answers.shift() ?? true);
    expect([await write(), await cache.get('key'), readdirSync(folder)]).toEqual([
      false,
      'before',
      ['key.cache'],
    ]);
  });

  test('is done again when somebody deletes the folder meanwhile', async () => {
    let asked = 0;
    const { write, cache, folder } = await prepared(async () => {
      asked += 1;
      if (asked === 2) rmSync(folder, { recursive: true });
      return true;
    });
    expect([await write(), await cache.get('key'), asked]).toEqual([true, text, 4]);
  });

  test('is done again when somebody deletes its temporary file, and fails when that goes on', async () => {
    let left = 1;
    const { write, cache, folder, file } = await prepared(async () => {
      const temps = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
      if (left > 0) for (const name of temps) rmSync(join(folder, name));
      left -= temps.length;
      return true;
    });
    expect([await write(), await cache.get('key')]).toEqual([true, text]);
    await cache.set('key', 'before');
    left = 2;
    await expect(write()).rejects.toThrow(`cannot write ${file}: ENOENT`);
    expect(await cache.get('key')).toBe('before');
  });

  test('of a holder that sleeps right before it is put in its place is refused once there is a newer one', async () => {
    const old = { token: 0, asked: 0 };
    const { write, cache, file, folder } = await prepared(async () => {
      old.asked += 1;
      const isAllowed = await allowsToken(file, old.token);
      if (old.asked === 2) {
        // The answer is yes, and then the process sleeps until another holds the lease and has written.
        const lease = await takeLease(file, 'new', 60_000, async () => undefined);
        await cache.set('key', 'newer', lease ?? undefined);
      }
      return isAllowed;
    }, 1);
    old.token = 1;
    expect([await write(), await cache.get('key'), old.asked]).toEqual([false, 'newer', 3]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
