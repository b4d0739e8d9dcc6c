import { describe, expect, test } from 'vitest';
import { cleanHeaders } from './clean-headers';
import { UnleashError } from './unleash-error';
import { validateHeaders } from './validate-headers';

const refusal = (headers: unknown): string => {
  try {
    validateHeaders(headers, 'customHeaders');
  } catch (error) {
    if (error instanceof UnleashError && error.code === 'INVALID_OPTION') return error.message;
  }
  throw new Error('expected a refusal');
};

test('writes names in lower case and trims blanks and line ends around values', () => {
  const given = { Authorization: ' *:development.abc\n', 'X-Empty': '', 'x-latin': 'é', constructor: 'c' };
  expect(cleanHeaders(given, 'customHeaders')).toEqual({
    authorization: '*:development.abc',
    'x-empty': '',
    'x-latin': 'é',
    constructor: 'c',
  });
});

describe('refuses, with the name of the header and never its value,', () => {
  const secret = 'abc123secret';
  const table: ReadonlyArray<readonly [string, unknown, string]> = [
    [
      'a line end inside a value',
      { Authorization: `${secret}\r\nX: y` },
      '"Authorization" holds a character',
    ],
    ['a character beyond Latin-1', { 'x-name': `${secret}→` }, '"x-name" holds a character'],
    ['a control character', { 'x-name': `${secret}\u0000${secret}` }, '"x-name" holds a character'],
    ['undefined', { Authorization: undefined }, '"Authorization" must be a string, got undefined'],
    ['null', { Authorization: null }, '"Authorization" must be a string, got null'],
    ['a list', { Authorization: [secret] }, '"Authorization" must be a string, got a list'],
    ['a name with a blank', { 'my header': secret }, '"my header" is no valid header name'],
    ['an empty name', { '': secret }, '"" is no valid header name'],
    ['the same name in two spellings', { 'X-A': secret, 'x-a': secret }, '"x-a" is given twice'],
    ['Content-Length', { 'Content-Length': '7' }, '"Content-Length" belongs to the connection'],
    [
      'Transfer-Encoding',
      { 'transfer-encoding': 'chunked' },
      '"transfer-encoding" belongs to the connection',
    ],
    ['no object', secret, 'must be a plain object of header names and strings, got string'],
    ['null instead of an object', null, 'got null'],
    ['Headers, whose entries are not properties', new Headers({ Authorization: secret }), 'got Headers'],
    ['a map as a value', { Authorization: new Map([[secret, secret]]) }, 'must be a string, got Map'],
    ['an object without a prototype as a value', { Authorization: Object.create(null) }, 'got object'],
    ['a list of pairs', [['Authorization', secret]], 'got a list'],
  ];
  for (const [what, headers, words] of table) {
    test(what, () => {
      const message = refusal(headers);
      expect(message).toMatch(/^customHeaders/);
      expect(message).toContain(words);
      expect(message).not.toContain(secret);
    });
  }
});
