import { describe, expect, test } from 'vitest';
import type { RedisCacheOptions } from './redis-cache-options';
import { resolveOptions } from './resolve-options';

const url = 'redis://127.0.0.1';
const client = { eval: async () => null, on: () => null, off: () => null };

describe('options', () => {
  test('have defaults', () => {
    expect(resolveOptions({ url })).toEqual({
      server: { url },
      prefix: 'unleash:',
      ttlMs: undefined,
      maxBytes: 52_428_800,
      commandTimeoutMs: 500,
    });
    expect(resolveOptions({ client, prefix: '', ttlMs: 1, maxBytes: 1, commandTimeoutMs: 1 })).toEqual({
      server: { client },
      prefix: '',
      ttlMs: 1,
      maxBytes: 1,
      commandTimeoutMs: 1,
    });
  });

  test.each<[words: string, options: object]>([
    ['RedisCache needs one of the options client and url', {}],
    ['RedisCache needs one of the options client and url', { url, client }],
    ['client must be a client of node-redis or ioredis, got null', { client: null }],
    ['client must be a client of node-redis or ioredis, got object', { client: { on() {}, off() {} } }],
    ['url must be a redis:// or rediss:// address; what was given is not shown', { url: 7 }],
    ['url must be a redis:// or rediss:// address; what was given is not shown', { url: 'localhost:6379' }],
    ['prefix must be a text without {}, got "a{}b"', { url, prefix: 'a{}b' }],
    ['prefix must be a text without {}, got 7', { url, prefix: 7 }],
    [
      'commandTimeoutMs must be a whole number of milliseconds from 1 to 2147483647, got 0',
      { url, commandTimeoutMs: 0 },
    ],
    [
      'commandTimeoutMs must be a whole number of milliseconds from 1 to 2147483647, got NaN',
      { url, commandTimeoutMs: Number.NaN },
    ],
    ['ttlMs must be a whole number of milliseconds from 1 to 31536000000000, got 1.5', { url, ttlMs: 1.5 }],
    ['ttlMs must be a whole number of milliseconds from 1 to 31536000000000, got "1d"', { url, ttlMs: '1d' }],
    ['maxBytes must be a whole number of bytes from 1 to 536870888, got 0', { url, maxBytes: 0 }],
    [
      'maxBytes must be a whole number of bytes from 1 to 536870888, got Infinity',
      { url, maxBytes: Infinity },
    ],
    ['maxBytes must be a whole number of bytes from 1 to 536870888, got "9"', { url, maxBytes: '9' }],
  ])('are refused where they cannot work: %s', (words, options) => {
    const resolve = () => resolveOptions(options as RedisCacheOptions);
    expect(resolve).toThrow(TypeError);
    expect(resolve).toThrow(expect.objectContaining({ message: words, code: 'INVALID_OPTION' }));
  });
});

test('options that do not exist are refused, and no options at all', () => {
  const url = 'redis://127.0.0.1:1';
  expect(() => resolveOptions({ url, ttl: 3 } as never)).toThrow(
    'RedisCache has no option ttl; its options are client, url, prefix, ttlMs, maxBytes, commandTimeoutMs',
  );
  expect(() => resolveOptions(undefined as never)).toThrow('options must be an object, got undefined');
});
