import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseApiUrl } from './parse-api-url';
import { UnleashError } from './unleash-error';

const refusal = (given: unknown): UnleashError => {
  try {
    parseApiUrl(given as string);
  } catch (error) {
    if (error instanceof UnleashError) return error;
  }
  throw new Error('expected a refusal');
};

describe('parseApiUrl accepts', () => {
  const table: ReadonlyArray<readonly [string, string]> = [
    ['https://unleash.example.com/api', 'https://unleash.example.com/api'],
    ['https://unleash.example.com/api/', 'https://unleash.example.com/api'],
    ['  http://localhost:4242/api//  ', 'http://localhost:4242/api'],
    ['http://localhost:4242', 'http://localhost:4242/'],
    ['http://localhost:4242/api/client/features', 'http://localhost:4242/api'],
    ['http://localhost:4242/api/client/features/', 'http://localhost:4242/api'],
    ['http://[::1]:4242/team/unleash/api', 'http://[::1]:4242/team/unleash/api'],
  ];
  for (const [given, expected] of table) {
    test(JSON.stringify(given), () => expect(parseApiUrl(given).href).toBe(expected));
  }
});

describe('parseApiUrl refuses', () => {
  const table: ReadonlyArray<readonly [unknown, string]> = [
    [undefined, 'got undefined'],
    [null, 'got null'],
    [42, 'got number'],
    ['', 'got ""'],
    ['unleash.example.com/api', 'got "unleash.example.com/api"'],
    ['localhost:4242/api', 'got "localhost:4242/api"'],
    ['ftp://host/api', 'got "ftp://host/api"'],
    ['https://', 'got "https://"'],
    ['https://me:hunter2@host/api', 'got "https://***@host/api"'],
    ['https://me:p@ss/hunter2@host/api', 'got "https://***@host/api"'],
    ['me:hunter2@host/api', 'got "***@host/api"'],
    ['https://host/api?token=hunter2', 'got "https://host/api?***"'],
    ['https://host/api#hunter2', 'got "https://host/api#***"'],
    ['default:development.hunter2', 'got something that looks like an API token'],
    ['*:development.hunter2', 'got something that looks like an API token'],
  ];
  for (const [given, words] of table) {
    test(`${JSON.stringify(given)}: ${words}`, () => {
      const error = refusal(given);
      expect(error.code).toBe('INVALID_OPTION');
      expect(error.message).toMatch(/^url must be the http\(s\) address of an Unleash API, such as "https:/);
      expect(error.message).toContain(words);
      expect(inspect(error)).not.toContain('hunter2');
    });
  }
});
