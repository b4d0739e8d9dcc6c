import { describe, expect, test } from 'vitest';
import { fileSize, formatTrailer, LONGEST_TRAILER, parseTrailer, type Trailer } from './trailer';

const trailer: Trailer = { encoding: 'utf8', byteLength: 5, sha256: 'ab'.repeat(32) };
const text = `text.${formatTrailer(trailer)}`;

describe('the last line of a file', () => {
  test('tells the version of the format, the encoding, the length and the checksum of the text', () => {
    expect(formatTrailer(trailer)).toBe(`\nunleash-cache/1 utf8 5 ${'ab'.repeat(32)}\n`);
  });

  test('is read again', () => {
    expect(parseTrailer(text, text.length)).toEqual(trailer);
    const other: Trailer = { ...trailer, encoding: 'utf16le' };
    expect(parseTrailer(`text.${formatTrailer(other)}`, fileSize(other))).toEqual(other);
  });

  test('is never longer than what is read of a file’s end', () => {
    const longest: Trailer = { encoding: 'utf16le', byteLength: 999_999_999_999_999, sha256: 'f'.repeat(64) };
    expect(formatTrailer(longest).length).toBeLessThanOrEqual(LONGEST_TRAILER);
    expect(fileSize(longest)).toBe(longest.byteLength + formatTrailer(longest).length);
  });

  test('means nothing once a byte of the file is missing', () => {
    for (let end = 0; end < text.length; end += 1)
      expect(parseTrailer(text.slice(0, end), end)).toBeUndefined();
    expect(parseTrailer(text, text.length - 1)).toBeUndefined();
  });

  test.each([
    ['another version', text.replace('cache/1', 'cache/2')],
    ['another encoding', text.replace('utf8', 'utf7')],
    ['a checksum that is none', text.replace('ab', 'xy')],
    ['something behind it', `${text} `],
    ['no newline before it', text.replace('\n', ' ')],
  ])('means nothing with %s', (_, changed) => {
    expect(parseTrailer(changed, changed.length)).toBeUndefined();
  });
});
