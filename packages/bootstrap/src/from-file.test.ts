import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { fromFile } from './from-file';
import { loadBootstrap } from './load-bootstrap';
import { rejection } from './rejection.testing';

const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FLAGS = '{"features":[{"name":"größe","enabled":true}]}';

function writeText(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('flags from a file', () => {
  test('are its text, byte for byte', async () => {
    const path = writeText('flags.json', FLAGS);
    expect(await loadBootstrap(fromFile(path))).toBe(FLAGS);
  });

  test('come from a file: URL as well, given as an object or as a text', async () => {
    const url = pathToFileURL(writeText('with a blank.json', FLAGS));
    expect(await loadBootstrap(fromFile(url))).toBe(FLAGS);
    expect(await loadBootstrap(fromFile(url.href))).toBe(FLAGS);
  });

  test('come without a byte order mark', async () => {
    expect(await loadBootstrap(fromFile(writeText('bom.json', `\uFEFF${FLAGS}`)))).toBe(FLAGS);
  });

  test.each([
    ['empty.json', '', 'it is no JSON, but 0 characters of something else'],
    ['page.html', '<html>', 'it is no JSON, but 6 characters of something else'],
    ['other.json', '{"toggles":[]}', 'it has no list called features'],
  ])('are not what %s says, which is named', async (name, text, flaw) => {
    const path = writeText(name, text);
    await expect(loadBootstrap(fromFile(path))).rejects.toMatchObject({
      code: 'BOOTSTRAP',
      message: `bootstrap from the file ${path} holds no flags: ${flaw}`,
    });
  });

  test('are read when they are asked for, each time', async () => {
    const path = join(folder, 'later.json');
    const source = fromFile(path);
    writeText('later.json', FLAGS);
    expect(await loadBootstrap(source)).toBe(FLAGS);
    writeText('later.json', '{"features":[]}');
    expect(await loadBootstrap(source)).toBe('{"features":[]}');
    expect(source.text).toBeUndefined();
  });

  test('come from a relative path at the working directory of that moment', async () => {
    const before = process.cwd();
    const nested = join(folder, 'nested');
    mkdirSync(nested);
    writeFileSync(join(nested, 'flags.json'), FLAGS);
    const source = fromFile(join('nested', 'flags.json'));
    try {
      process.chdir(folder);
      expect(await loadBootstrap(source)).toBe(FLAGS);
    } finally {
      process.chdir(before);
    }
    expect(await loadBootstrap(fromFile(relative(before, join(nested, 'flags.json'))))).toBe(FLAGS);
  });
});

describe('there are no flags in', () => {
  test('a file that is missing', async () => {
    const path = join(folder, 'missing.json');
    const error = await rejection(loadBootstrap(fromFile(path)));
    expect(error).toMatchObject({ code: 'BOOTSTRAP', cause: { code: 'ENOENT' } });
    expect(error.message).toMatch(`bootstrap from the file ${path} failed: ENOENT: no such file`);
  });

  test('a folder', async () => {
    await expect(loadBootstrap(fromFile(folder))).rejects.toThrow('it is no regular file');
  });

  test('a named pipe that nobody writes to', async () => {
    const path = join(folder, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
    await expect(loadBootstrap(fromFile(path))).rejects.toThrow('it is no regular file');
  });

  test('a device without an end', async () => {
    await expect(loadBootstrap(fromFile('/dev/zero'))).rejects.toThrow('it is no regular file');
  });

  test('a file that this user may not read', async () => {
    const path = writeText('secret.json', FLAGS);
    chmodSync(path, 0o000);
    // Root may read everything.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const error = await rejection(loadBootstrap(fromFile(path)));
      expect(error).toMatchObject({ code: 'BOOTSTRAP', cause: { code: 'EACCES' } });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test('a file over the limit, which is not read', async () => {
    const path = writeText('huge.json', FLAGS);
    truncateSync(path, 50 * 1024 * 1024 + 1);
    await expect(loadBootstrap(fromFile(path))).rejects.toThrow(
      'it has 52428801 bytes, more than 52428800, the limit inflatedBytes',
    );
  });

  test('a file over the limit that its caller sets, and none at it', async () => {
    const source = fromFile(writeText('small.json', FLAGS));
    const bytes = Buffer.byteLength(FLAGS);
    expect(await loadBootstrap(source, { limits: { inflatedBytes: bytes } })).toBe(FLAGS);
    await expect(loadBootstrap(source, { limits: { inflatedBytes: bytes - 1 } })).rejects.toThrow(
      `it has ${bytes} bytes, more than ${bytes - 1}, the limit inflatedBytes`,
    );
  });

  test('a path that no file can have', async () => {
    expect((await rejection(loadBootstrap(fromFile('a\0b')))).code).toBe('BOOTSTRAP');
  });
});

describe('fromFile refuses', () => {
  test.each([
    ['an empty path', '', 'fromFile needs a path or a file: URL, got an empty text'],
    ['a number', 7, 'got number'],
    ['null', null, 'got null'],
    ['another URL', new URL('https://user:hunter2@host/flags?sig=hunter2'), 'for http(s) there is fromUrl'],
    ['its text', 'https://user:hunter2@host/flags?sig=hunter2', 'for http(s) there is fromUrl'],
    ['what is no URL for all its slashes', 'https://', 'for http(s) there is fromUrl'],
  ])('%s', (_, path, message) => {
    const make = () => fromFile(path as string);
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(make).toThrow(message);
    expect(make).not.toThrow('hunter2');
  });
});
