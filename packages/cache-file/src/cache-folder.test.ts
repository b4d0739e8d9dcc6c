import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCacheFolder } from './cache-folder';
import { FileCache } from './file-cache';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';
import { makeForeign } from './testing/unprivileged.testing';

const modeOf = (path: string) => (lstatSync(path).mode & 0o7777).toString(8);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the folder of a cache', () => {
  test('is made by the first write, with its parents, for its user alone', async () => {
    const directory = join(tempFolder(), 'deep', 'down');
    const cache = new FileCache({ directory });
    expect([await cache.get('key'), await cache.exists('key'), existsSync(directory)]).toEqual([
      undefined,
      false,
      false,
    ]);
    await cache.set('key', 'text');
    const files = [directory, join(directory, 'flags'), join(directory, 'flags', 'key.cache')];
    expect(files.map(modeOf)).toEqual(['700', '700', '600']);
  });

  test('is closed to others where it was open', async () => {
    const directory = tempFolder();
    const folder = join(directory, 'flags');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const cache = new FileCache({ directory });
    await cache.get('key');
    expect(modeOf(folder)).toBe('700');
  });

  test('is refused when it is a symbolic link, also one that leads nowhere', async () => {
    const directory = tempFolder();
    const elsewhere = tempFolder();
    const link = join(directory, 'flags');
    symlinkSync(join(elsewhere, 'nothing'), link);
    const cache = new FileCache({ directory });
    const expected = `the cache folder ${link} is a symbolic link; it is not used`;
    await expect(cache.set('key', 'text')).rejects.toThrow(expected);
    mkdirSync(join(elsewhere, 'nothing'));
    const calls = [
      () => cache.get('key'),
      () => cache.set('key', 'text'),
      () => cache.exists('key'),
      () => cache.destroy(),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toThrow(expected);
    }
    expect(existsSync(join(elsewhere, 'nothing', 'key.cache'))).toBe(false);
  });

  test('is refused when it is a file', async () => {
    const directory = tempFolder();
    writeFileSync(join(directory, 'flags'), '');
    await expect(new FileCache({ directory }).set('key', 'text')).rejects.toThrow(
      'is no folder; it is not used',
    );
  });

  test('is refused when it is another user’s', async () => {
    const directory = tempFolder();
    mkdirSync(join(directory, 'flags'), { mode: 0o700 });
    makeForeign(join(directory, 'flags'));
    const cache = new FileCache({ directory });
    for (const call of [
      () => cache.get('key'),
      () => cache.set('key', 'text'),
      () => cache.lease('key', 'me', 1000),
    ]) {
      await expect(call()).rejects.toThrow(/belongs to user \d+, not to user \d+; it is not used/);
    }
  });

  test('is refused by whoever reads or writes when something else takes its place', async () => {
    const directory = tempFolder();
    const folder = join(directory, 'flags');
    const cache = new FileCache({ directory });
    await cache.set('key', 'text');
    renameSync(folder, `${folder}-away`);
    symlinkSync(`${folder}-away`, folder);
    // Looking for a file that is there is no use of the folder, until somebody finds it to be a link.
    expect(await cache.exists('key')).toBe(true);
    const calls = [() => cache.get('key'), () => cache.set('key', 'new'), () => cache.exists('key')];
    for (const call of calls) await expect(call()).rejects.toThrow('is a symbolic link; it is not used');
    expect(await new FileCache({ directory, name: 'flags-away' }).get('key')).toBe('text');
  });

  test('may lie below a symbolic link', async () => {
    const directory = tempFolder();
    const elsewhere = tempFolder();
    symlinkSync(elsewhere, join(directory, 'link'));
    const cache = new FileCache({ directory: join(directory, 'link') });
    await cache.set('key', 'text');
    expect(existsSync(join(elsewhere, 'flags', 'key.cache'))).toBe(true);
  });

  test('that cannot be made is an error that says which, and why', async () => {
    const directory = join(tempFolder(), 'file');
    writeFileSync(directory, '');
    const cache = new FileCache({ directory });
    const failure = await cache.set('key', 'text').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringMatching(new RegExp(`^cannot .*${directory}/flags: ENOTDIR`)),
      cause: expect.objectContaining({ code: 'ENOTDIR' }),
    });
    await expect(cache.get('key')).rejects.toThrow('ENOTDIR');
  });

  test('is not tried for ever in a folder that takes nothing, such as those of automounters', async () => {
    // Folders of processes exist and answer ENOENT to who makes one in them; elsewhere there is no such place at all.
    const cache = new FileCache({ directory: '/proc/self/deep/down' });
    await expect(cache.set('key', 'text')).rejects.toThrow(/^cannot make the cache folder/);
  });

  test('below a link that leads nowhere cannot be made, which the write says', async () => {
    const directory = join(tempFolder(), 'link');
    symlinkSync('/nonexistent/folder', directory);
    const cache = new FileCache({ directory });
    expect(await cache.get('key')).toBeUndefined();
    await expect(cache.set('key', 'text')).rejects.toThrow(
      `cannot make the cache folder ${directory}/flags: E`,
    );
  });

  test('is taken as it is where the system knows no owners and modes', async () => {
    const directory = tempFolder();
    mkdirSync(join(directory, 'flags'));
    chmodSync(join(directory, 'flags'), 0o755);
    const geteuid = Object.getOwnPropertyDescriptor(process, 'geteuid') ?? {};
    Object.defineProperty(process, 'geteuid', { value: undefined, configurable: true });
    onTestFinished(() => void Object.defineProperty(process, 'geteuid', geteuid));
    const cache = new FileCache({ directory });
    await cache.set('key', 'text');
    expect([await cache.get('key'), modeOf(join(directory, 'flags'))]).toEqual(['text', '755']);
  });

  test('is made again when it was deleted meanwhile', async () => {
    const directory = tempFolder();
    const cache = new FileCache({ directory });
    await cache.set('key', 'first');
    renameSync(join(directory, 'flags'), join(directory, 'gone'));
    expect(await cache.get('key')).toBeUndefined();
    await cache.set('key', 'second');
    expect(await cache.get('key')).toBe('second');
  });
});

describe('without a directory the folder', () => {
  const store = `
    await new FileCache().set('key', 'text');
    say(await new FileCache().get('key'));`;

  test.each([
    ['is unleash-client/flags in XDG_CACHE_HOME', (home: string) => ({ XDG_CACHE_HOME: `${home}/.cache` })],
    [
      'is unleash-client/flags in ~/.cache',
      (home: string) => ({
        HOME: home,
        XDG_CACHE_HOME: process.platform === 'darwin' ? `${home}/.cache` : '',
      }),
    ],
  ])('%s', async (_, env) => {
    const home = tempFolder();
    expect(await startProgram(store, { env: { PATH: process.env.PATH, ...env(home) } }).result()).toEqual([
      'text',
    ]);
    expect(existsSync(join(home, '.cache/unleash-client/flags/key.cache'))).toBe(true);
  });

  test('is nowhere for a user without a home, which each use of it says', async () => {
    const folder = createCacheFolder(undefined);
    const uses = [folder.path, () => folder.fileOf('key'), folder.find, folder.make];
    for (const use of uses) await expect(async () => use()).rejects.toThrow('the user has no home');
  });

  test('is nowhere for a user without a home, which each call of a cache says', async () => {
    const env = { PATH: process.env.PATH, HOME: '/nonexistent' };
    const program = startProgram(
      `
      const cache = new FileCache();
      const calls = [
        () => cache.get('key'), () => cache.set('key', 'text'), () => cache.mset({ key: 'text' }),
        () => cache.exists('key'), () => cache.destroy(), () => cache.lease('key', 'me', 1000),
        () => cache.release('key', 'me'), async () => cache.subscribe('key', () => undefined),
      ];
      for (const call of calls) await call().catch((error) => say(error.message));
      await cache.close();`,
      { env },
    );
    const message = 'there is no folder for the cache: the user has no home, and no directory was given';
    expect(await program.result()).toEqual(Array(8).fill(message));
  });
});
