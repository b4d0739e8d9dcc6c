import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '@unleash-client/cache';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileCache } from './file-cache';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';
import { SLICE_LENGTH } from './text-slices';

const open = () => {
  const directory = tempFolder();
  const folder = join(directory, 'flags');
  return { directory, folder, cache: new FileCache({ directory }) };
};

describe('a cache in files', () => {
  test('is a Cache', () => {
    expect(open().cache satisfies Cache).toBeInstanceOf(FileCache);
  });

  test('answers with what was stored last, also when it is opened anew', async () => {
    const { cache, directory } = open();
    await cache.set('a', '1');
    expect(await cache.set('a', '2')).toBe(true);
    const anew = new FileCache({ directory });
    expect([await cache.get('a'), await anew.get('a'), await anew.get('b')]).toEqual(['2', '2', undefined]);
    expect([await anew.exists('a'), await anew.exists('b')]).toEqual([true, false]);
  });

  test('stores several texts', async () => {
    const { cache } = open();
    await cache.mset({ a: '1', b: '2' });
    expect([await cache.get('a'), await cache.get('b')]).toEqual(['1', '2']);
  });

  test('keeps caches of different names apart', async () => {
    const { cache, directory } = open();
    const other = new FileCache({ directory, name: 'other' });
    await cache.set('a', '1');
    expect(await other.get('a')).toBeUndefined();
  });

  test('takes any string for a key', async () => {
    const { cache, directory } = open();
    const keys = [
      '',
      '../x',
      '/etc/x',
      'a',
      'A',
      '__proto__',
      'ключ',
      '\ud800',
      '\ud801',
      'con',
      'x'.repeat(2 ** 20),
    ];
    for (const [index, key] of keys.entries()) await cache.set(key, `text ${index}`);
    expect(await Promise.all(keys.map((key) => cache.get(key)))).toEqual(
      keys.map((_, index) => `text ${index}`),
    );
    expect(readdirSync(directory)).toEqual(['flags']);
  });

  test('hands out any text as it was, lone surrogates included', async () => {
    const { cache } = open();
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
      fc.constantFrom('', '\n', '\ufeffBOM', '\nunleash-cache/1 utf8 0 \n', '\ud83d', '\ude80\ud83d'),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await cache.set('key', text);
        expect(await cache.get('key')).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['characters of one byte', 'x'.repeat(3 * SLICE_LENGTH)],
    ['pairs across the edges of slices', `x${'🚀'.repeat(2 * SLICE_LENGTH)}`],
    ['characters of three bytes', '€'.repeat(3 * SLICE_LENGTH)],
    ['half a character at its end', `${'é'.repeat(3 * SLICE_LENGTH)}\ud83d`],
  ])('hands out a long text with %s as it was', async (_, text) => {
    const { cache } = open();
    await cache.set('key', text);
    expect((await cache.get('key')) === text).toBe(true);
  });

  test('writes, compares and reads a long text in slices, with turns for others in between', async () => {
    const { cache } = open();
    const text = '0123456789'.repeat(2 ** 20);
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    const turnsOf = async (task: () => Promise<unknown>) => {
      const before = turns;
      await task();
      return turns - before;
    };
    count();
    const counted = [
      await turnsOf(() => cache.set('key', text)),
      await turnsOf(() => cache.set('key', text)),
      await turnsOf(() => cache.get('key')),
    ];
    isOver = true;
    // A slice takes one or two milliseconds: 10 MB in at least 20 turns never block for long.
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(20);
  });

  test('does not write again what is there', async () => {
    const { cache, directory, folder } = open();
    const version = () => {
      const { ino, mtimeNs } = lstatSync(join(folder, 'key.cache'), { bigint: true });
      return `${ino} ${mtimeNs}`;
    };
    await cache.set('key', 'text');
    const before = version();
    expect([await cache.set('key', 'text'), version()]).toEqual([true, before]);
    expect([await new FileCache({ directory }).set('key', 'text'), version()]).toEqual([true, before]);
    expect([await cache.set('key', 'tex2'), await cache.get('key')]).toEqual([true, 'tex2']);
    expect(version()).not.toBe(before);
  });

  test('has the last of many texts that were set at once, by several caches of one process too', async () => {
    const { cache, directory, folder } = open();
    const caches = [cache, new FileCache({ directory })];
    const texts = Array.from(
      { length: 30 },
      (_, index) => `${index} ${'x'.repeat(((index * 7) % 30) * 10_000)}`,
    );
    await Promise.all(texts.map((text, index) => caches[index % 2]?.set('key', text)));
    expect((await cache.get('key')) === texts.at(-1)).toBe(true);
    expect(readdirSync(folder)).toEqual(['key.cache']);
  });

  test('refuses a text that it would not read, and keeps the one before', async () => {
    const { directory } = open();
    const cache = new FileCache({ directory, maxBytes: 10 });
    await cache.set('key', '€€€');
    await expect(cache.set('key', '€€€€')).rejects.toThrow(
      /cannot write .*key\.cache: the text has 12 bytes, more than 10/,
    );
    expect(await cache.get('key')).toBe('€€€');
    await cache.set('key', '0123456789');
    expect(await cache.get('key')).toBe('0123456789');
  });

  test('shows nothing of what it holds when it is printed', () => {
    expect(JSON.stringify(open().cache)).toBe('{}');
  });

  test('lets a process end that has subscribed', async () => {
    const { directory } = open();
    const program = startProgram(`
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      await cache.set('key', 'text');
      cache.subscribe('key', () => undefined);
      say(await cache.get('key'));`);
    expect(await program.result()).toEqual(['text']);
  });
});

test('refuses what is no text, and leases without a time', async () => {
  const cache = new FileCache({ directory: tempFolder() });
  for (const value of [3, {}, undefined]) {
    await expect(cache.set('k', value as never)).rejects.toThrow('what is stored must be a text, got ');
  }
  for (const ttlMs of [0, -1, Number.NaN]) {
    await expect(cache.lease('k', 'me', ttlMs)).rejects.toThrow(
      'the time of a lease must be a positive number',
    );
  }
  expect(await cache.get('k')).toBeUndefined();
});
