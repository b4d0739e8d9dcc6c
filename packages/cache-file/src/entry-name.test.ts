import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryName, isOwnName } from './entry-name';

/** Any string at all, lone surrogates included. */
const anyString = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

describe('the file name of a key', () => {
  test.each(['bootstrap', 'a', '0123456789abcdef-'.repeat(4)])('shows the key %s', (key) => {
    expect(entryName(key)).toBe(`${key}.cache`);
  });

  test.each([
    [
      '',
      '.',
      '..',
      '../x',
      '/etc/passwd',
      'a/b',
      'a\\b',
      'a\0',
      'A',
      'é',
      'con',
      'lpt1',
      'x.cache',
      'x'.repeat(2 ** 20),
    ],
  ])('is safe for every key', (...keys) => {
    for (const key of keys) expect(entryName(key)).toMatch(/^sha256_[0-9a-f]{64}\.cache$/);
  });

  test('differs for keys that differ, also in case or in half a character', () => {
    const keys = ['a', 'A', 'a ', '', '\ud800', '\udbff', '\ufffd', 'e\u0301', '\u00e9', '../x', 'x'];
    expect(new Set(keys.map(entryName)).size).toBe(keys.length);
    fc.assert(
      fc.property(anyString, anyString, (one, other) => {
        expect(entryName(one) === entryName(other)).toBe(one === other);
      }),
    );
  });

  test('is a short one of the cache’s own, whatever the key', () => {
    fc.assert(
      fc.property(anyString, (key) => {
        expect(isOwnName(entryName(key))).toBe(true);
        expect(entryName(key).length).toBeLessThan(80);
      }),
    );
  });
});

test.each(['notes.txt', '.cache', 'a.cache.bak', 'a.cache~', 'A.cache', 'a.cache.lease-1', 'x/a.cache'])(
  'a file called %s is nobody’s business',
  (name) => {
    expect(isOwnName(name)).toBe(false);
  },
);
