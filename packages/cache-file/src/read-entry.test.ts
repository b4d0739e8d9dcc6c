import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CorruptEntryError, isCorruptEntry } from '@unleash-client/cache';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FileCache } from './file-cache';
import { readEntry } from './read-entry';
import { setAside } from './set-aside';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';
import { dropRights, giveToUnprivileged, makeForeign } from './testing/unprivileged.testing';

const open = async (maxBytes = 1000) => {
  const directory = tempFolder();
  const folder = join(directory, 'flags');
  const cache = new FileCache({ directory, maxBytes });
  await cache.set('key', '{"features":[]}');
  return { directory, folder, cache, file: join(folder, 'key.cache') };
};

const failureOf = (cache: FileCache) =>
  cache.get('key').then(
    () => undefined,
    (error: unknown) => error as Error,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a file of ours that cannot be used', () => {
  const flaws: ReadonlyArray<[string, (file: string) => void, string]> = [
    ['is empty', (file) => writeFileSync(file, ''), 'was cut off or is of another format'],
    ['is cut off', (file) => truncateSync(file, 60), 'was cut off or is of another format'],
    [
      'is something else',
      (file) => writeFileSync(file, '{"features":[]}'),
      'was cut off or is of another format',
    ],
    [
      'has zeros where the text was',
      (file) => zero(file),
      'does not hold what was written: its checksum differs',
    ],
    ['can be written by others', (file) => chmodSync(file, 0o620), 'can be written by other users'],
    ['is too large', (file) => truncateSync(file, 5000), 'has 5000 bytes, more than 1128'],
  ];
  const zero = (file: string) => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, 0, 5));
  };

  test.each(flaws)(
    'because it %s is reported once, kept for inspection, and then a miss',
    async (_, spoil, flaw) => {
      const { cache, file, folder } = await open();
      spoil(file);
      const spoilt = readFileSync(file);
      const failure = await failureOf(cache);
      expect(failure).toBeInstanceOf(CorruptEntryError);
      expect(failure?.message).toBe(
        `the cache file ${file} ${flaw}; it was kept for inspection as key.cache.rejected`,
      );
      expect(readFileSync(`${file}.rejected`).equals(spoilt)).toBe(true);
      expect([await cache.get('key'), await cache.exists('key')]).toEqual([undefined, false]);
      await cache.set('key', 'new');
      expect([await cache.get('key'), readdirSync(folder).sort()]).toEqual([
        'new',
        ['key.cache', 'key.cache.rejected'],
      ]);
    },
  );

  test('replaces the one that was kept before', async () => {
    const { cache, file, folder } = await open();
    for (const text of ['one', 'two']) {
      writeFileSync(file, text);
      await failureOf(cache);
    }
    expect(readdirSync(folder)).toEqual(['key.cache.rejected']);
    expect(readFileSync(`${file}.rejected`, 'utf8')).toBe('two');
  });

  test('is replaced by a write', async () => {
    const { cache, file } = await open();
    writeFileSync(file, 'garbage');
    await cache.set('key', 'new');
    expect(await cache.get('key')).toBe('new');
  });

  test('is not handed out wherever it was cut off', async () => {
    const { cache, file } = await open();
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole.subarray(0, length), { mode: 0o600 });
      expect(isCorruptEntry(await failureOf(cache))).toBe(true);
    }
  });

  test('stays where nothing can be moved, and is reported each time', async () => {
    const { directory, file, folder } = await open();
    writeFileSync(file, 'garbage');
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    for (const path of [directory, folder, file]) giveToUnprivileged(path);
    const program = startProgram(`
      ${dropRights}
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      for (let time = 0; time < 2; time += 1) await cache.get('key').catch((error) => say(error.message));`);
    const message = `the cache file ${file} was cut off or is of another format; it could not be moved away (EACCES)`;
    expect(await program.result()).toEqual([message, message]);
  });
});

describe('what is not a file of ours', () => {
  const expectFlaw = async (cache: FileCache, flaw: string) => {
    const failure = await failureOf(cache);
    expect(isCorruptEntry(failure)).toBe(true);
    expect(failure?.message).toContain(`key.cache ${flaw}; it was left as it is`);
  };

  test('is not read through a symbolic link, and a write replaces the link, not what it leads to', async () => {
    const { cache, file, directory } = await open();
    const target = join(directory, 'target');
    linkSync(file, target);
    const before = readFileSync(target, 'utf8');
    rmSync(file);
    symlinkSync(target, file);
    await expectFlaw(cache, 'is a symbolic link');
    expect(await cache.exists('key')).toBe(false);
    await cache.set('key', 'new');
    expect([await cache.get('key'), readFileSync(target, 'utf8')]).toEqual(['new', before]);
  });

  test('is not read when another user owns it, and not moved', async () => {
    const { file, folder } = await open();
    makeForeign(file);
    const failure = await readEntry(file, 1000).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CorruptEntryError);
    const message = /key\.cache belongs to user \d+, not to user \d+; it was left as it is/;
    expect(failure).toMatchObject({ message: expect.stringMatching(message) });
    expect(readdirSync(folder)).toEqual(['key.cache']);
  });

  test('does not keep anybody waiting when it is a named pipe, and a write replaces it', async () => {
    const { cache, file } = await open();
    rmSync(file);
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', file]);
    await expectFlaw(cache, 'is no regular file');
    await cache.set('key', 'new');
    expect(await cache.get('key')).toBe('new');
  });

  test('is no text when it is a socket', async () => {
    const { cache, file } = await open();
    rmSync(file);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(file, resolve));
    onTestFinished(() => void server.close());
    await expectFlaw(cache, 'is no regular file');
  });

  test('is no text when it is a folder, which neither reading nor writing touches', async () => {
    const { cache, file, folder } = await open();
    rmSync(file);
    mkdirSync(join(file, 'deep'), { recursive: true });
    await expectFlaw(cache, 'is no regular file');
    await expect(cache.set('key', 'new')).rejects.toThrow(`cannot write ${file}: EISDIR`);
    expect([existsSync(join(file, 'deep')), readdirSync(folder)]).toEqual([true, ['key.cache']]);
  });
});

test('a file that this process may not read is an outage, not a miss', async () => {
  const { directory, file, folder } = await open();
  chmodSync(file, 0);
  for (const path of [directory, folder, file]) giveToUnprivileged(path);
  const program = startProgram(`
    ${dropRights}
    const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
    await cache.get('key').catch(({ message, code, cause }) => say([message, code ?? cause.code]));
    await cache.set('key', 'new');
    say(await cache.get('key'));`);
  expect(await program.result()).toEqual([
    [`cannot read ${file}: EACCES: permission denied, open '${file}'`, 'EACCES'],
    'new',
  ]);
});

test('a file that is out of reach is an outage, not a miss', async () => {
  const { file } = await open();
  await expect(readEntry(join(file, 'key.cache'), 1000)).rejects.toThrow(
    `cannot read ${file}/key.cache: ENOTDIR`,
  );
});

test('an unusable file that is gone meanwhile cannot be kept', async () => {
  const { file } = await open();
  const seen = lstatSync(file, { bigint: true });
  rmSync(file);
  expect(await setAside(file, seen)).toBe('it could not be moved away (ENOENT)');
});

test('an unusable file that was replaced by a good one meanwhile does not take that away', async () => {
  const { file, cache, directory } = await open();
  const seen = lstatSync(file, { bigint: true });
  await new FileCache({ directory }).set('key', 'good');
  expect(await setAside(file, seen)).toBe('it was replaced meanwhile');
  expect(await cache.get('key')).toBe('good');
});
