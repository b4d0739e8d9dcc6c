import { expect, test } from 'vitest';
import { normalisedHash } from './hash';
import { referenceHash } from './reference-hash.testing';

/** With this normaliser the normalised hash is the hash itself plus one. */
const WHOLE = 2 ** 32;
const VARIANTS = 86_028_157;

const ids: readonly (readonly [description: string, id: string])[] = [
  ['plain ASCII', 'user-123'],
  ['empty', ''],
  ['one letter', 'a'],
  ['two letters', 'ab'],
  ['three letters', 'abc'],
  ['the last one-byte character', '\u007f'],
  ['the first two-byte character', '\u0080'],
  ['the last two-byte character', '\u07ff'],
  ['the first three-byte character', '\u0800'],
  ['the last three-byte character', '\uffff'],
  ['the first four-byte character', '\u{10000}'],
  ['the last four-byte character', '\u{10ffff}'],
  ['an accented letter', 'josé'],
  ['a decomposed accent', 'jose\u0301'],
  ['CJK', '山田太郎'],
  ['emoji', '👩‍👩‍👧‍👦🚀'],
  ['right-to-left text', 'שלום'],
  ['a lone high surrogate', 'a\ud83d'],
  ['a lone low surrogate', '\ude80b'],
  ['surrogates the wrong way round', '\ude80\ud83d'],
  ['a null character', 'a\0b'],
  ['256 bytes', 'x'.repeat(252)],
  ['257 bytes', 'x'.repeat(253)],
  ['ASCII up to the last of 300 characters', `${'x'.repeat(299)}é`],
  ['a megabyte of ASCII', 'x'.repeat(2 ** 20)],
  ['a megabyte of emoji', '🚀'.repeat(2 ** 18)],
  ['text after a megabyte', 'josé'],
];

test('rule 1: the hash of grp:josé is that of its UTF-8 bytes, not of its UTF-16 code units', () => {
  expect(normalisedHash('grp', 'josé', WHOLE, 0) - 1).toBe(497_494_646);
  expect(normalisedHash('grp', 'josé', WHOLE, 0) - 1).not.toBe(3_998_302_872);
});

test.each(ids)('rule 1: another murmur3 agrees on %s', (_, id) => {
  for (const group of ['grp', '', 'Gruppe-ä', '\ud83d']) {
    for (const seed of [0, VARIANTS]) {
      expect(normalisedHash(group, id, WHOLE, seed)).toBe(referenceHash(group, id, WHOLE, seed));
      expect(normalisedHash(group, id, 100, seed)).toBe(referenceHash(group, id, 100, seed));
    }
  }
});

test('rule 1: a surrogate at the end of the group does not join one at the start of the id', () => {
  expect(normalisedHash('\ud83d', '\ude80', WHOLE, 0)).toBe(referenceHash('\ud83d', '\ude80', WHOLE, 0));
});

test('rule 1: a normalised hash is a whole number from 1 to the normaliser', () => {
  const hashes = Array.from({ length: 2000 }, (_, user) => normalisedHash('grp', `${user}`, 10, 0));
  expect(new Set(hashes)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
});

test('rule 1: the answers are those that the unit tests of other SDKs pin', () => {
  expect(normalisedHash('gr1', '123', 100, 0)).toBe(73);
  expect(normalisedHash('groupX', '999', 100, 0)).toBe(25);
  expect(normalisedHash('gr1', '123', 100, VARIANTS)).toBe(96);
  expect(normalisedHash('groupX', '999', 100, VARIANTS)).toBe(60);
});
