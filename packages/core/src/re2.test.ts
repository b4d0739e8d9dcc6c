import { describe, expect, test } from 'vitest';
import { re2 } from './re2';

const matches = (pattern: string, text: string, caseInsensitive = false) => {
  const test = re2(pattern, { caseInsensitive });
  if (test === undefined) throw new Error(`${pattern} is invalid`);
  return test(text);
};

describe('rule 18: re2 speaks the syntax of RE2', () => {
  test.each([
    ['(?i)abc', 'xABCx', true],
    ['a(?i)b', 'aB', true],
    ['a(?i)b', 'AB', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['^b$', 'a\nb\nc', false],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['(?P<year>\\d{4})', '2026', true],
    ['\\d', '٣', false],
    ['\\pL', 'é', true],
    ['\\p{Greek}', 'α', true],
    ['^.$', '🚀', true],
    ['\\x{1F680}', '🚀', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['[[:alpha:]]+', 'abc', true],
    ['\\Aabc\\z', 'abc', true],
    ['', 'anything', true],
  ])('%s on %o: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('and reads lone surrogates and a megabyte of text without trouble', () => {
    expect(matches('a', '\ud83d')).toBe(false);
    expect(matches('z$', `${'a'.repeat(2 ** 20)}z`)).toBe(true);
  });

  test.each([
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(a)\\1',
    '(?P=name)',
    '(?>a)',
    'a++',
    '(',
    ')',
    '[z-a]',
    '\\8',
  ])('and takes %s for invalid', (pattern) => {
    expect(re2(pattern, { caseInsensitive: false })).toBeUndefined();
  });
});

describe('rule 18: time is linear in the text', () => {
  const timeOf = (pattern: string, length: number): number => {
    const ask = re2(pattern, { caseInsensitive: false });
    const text = `${'a'.repeat(length)}!`;
    const start = performance.now();
    ask?.(text);
    return performance.now() - start;
  };

  // A backtracking engine needs 2^30 steps for the first 30 characters of these.
  test.each(['(a+)+$', '(a|aa)+$', '(a|a?)+$', '(.*)*x', '(\\w+\\s?)+x'])('with %s', (pattern) => {
    timeOf(pattern, 2000);
    expect(timeOf(pattern, 20_000)).toBeLessThan(1000);
  });
});

test('rule 18: no pattern of the longest size takes long to compile, valid or not', () => {
  const nasty = [
    '('.repeat(5000) + ')'.repeat(5000),
    '((a{100}){100}){100}',
    '(a*)*'.repeat(2000),
    '[a-z]'.repeat(2000),
    'a|'.repeat(5000),
    `${'(?:'.repeat(900)}a${'){10}'.repeat(900)}`,
  ];
  for (const pattern of nasty) {
    const start = process.cpuUsage();
    re2(pattern, { caseInsensitive: true })?.('a'.repeat(100));
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  }
});

test('rule 18: no text takes long to match, however large the pattern that is accepted', () => {
  for (const pattern of ['(a?){1000}b', '(a|b|ab){900}c', '(?:a{0,50}){90}$', '[a-z]{1000}']) {
    const matches = re2(pattern, { caseInsensitive: false });
    for (const length of [100, 8000, 50_000, 1_000_000]) {
      const start = process.cpuUsage();
      matches?.('a'.repeat(length));
      expect(process.cpuUsage(start).user, `${pattern}, ${length}`).toBeLessThan(1_000_000);
    }
  }
});

test('rule 18: a text of any ordinary length is matched, and one that is too long for its pattern is not', () => {
  const matches = re2('b$', { caseInsensitive: false });
  expect(matches?.(`${'a'.repeat(100_000)}b`)).toBe(true);
  expect(matches?.(`${'a'.repeat(10_000_000)}b`)).toBe(false);
});

test('patterns that would grow into enormous programs are invalid', () => {
  const options = { caseInsensitive: false };
  expect(re2('\\pL{1000}'.repeat(1_000), options)).toBeUndefined();
  expect(re2(`(${'a'.repeat(9_000)}){1000}`, options)).toBeUndefined();
  // Few enough copies to be compiled, and then too many instructions.
  expect(re2(`(${'a'.repeat(150)}){1000}`, options)).toBeUndefined();
  expect(re2(`(${'a'.repeat(50)}){1000}`, options)?.('a'.repeat(100))).toBe(false);
  expect(re2('\\pL{1000}', options)?.('x'.repeat(1_000))).toBe(true);
  expect(re2('^[a-z]{3,20}@[a-z]{2,}$', options)?.('ada@example')).toBe(true);
});
