import { describe, expect, test, vi } from 'vitest';
import { type CacheKeyParts, createCacheKey } from './cache-key';

const parts: CacheKeyParts = {
  url: 'https://unleash.example.com/api',
  appName: 'shop',
  environment: 'default',
  query: [],
  headers: {},
  cacheKey: undefined,
};
const keyOf = (changes: Partial<CacheKeyParts>) => createCacheKey({ ...parts, ...changes });
const withToken = (Authorization: string, changes: Partial<CacheKeyParts> = {}) =>
  keyOf({ headers: { Authorization }, ...changes });

describe('the key of a cache', () => {
  test('can be a file name and shows nothing of the token', async () => {
    expect(await withToken('web:production.secret')).toMatch(/^unleash-[0-9a-f]{64}$/);
  });

  test('is the same in each process', async () => {
    expect(await withToken('web:production.secret')).toBe(await withToken('web:production.secret'));
    expect(await withToken('web:production.secret')).toBe(
      'unleash-bf6954f4f38a4a12f66ad631f09c11abbb1486dd36bce9c96ea2c67caed4fcc5',
    );
  });

  test('differs wherever the flags may differ', async () => {
    const keys = await Promise.all([
      withToken('web:production.secret'),
      withToken('web:development.secret'),
      withToken('app:production.secret'),
      withToken('*:production.secret'),
      withToken('*:development.secret'),
      withToken('[]:production.secret'),
      withToken('[]:production.other'),
      withToken('legacy-token-without-a-shape'),
      withToken('another-token-without-a-shape'),
      withToken('web:production.secret', { url: 'https://other.example.com/api' }),
      withToken('web:production.secret', { query: [['project', 'web']] }),
      withToken('web:production.secret', { query: [['namePrefix', 'web']] }),
      withToken('web:production.secret', {
        query: [
          ['tag', 'a:b'],
          ['tag', 'c:d'],
        ],
      }),
      withToken('web:production.secret', { query: [['tag', 'a:b,c:d']] }),
      withToken('web:production.secret', { cacheKey: 'production' }),
      withToken('web:production.secret', { cacheKey: 'development' }),
      keyOf({}),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is the same for a rotated token of one project and environment', async () => {
    expect(await withToken('web:production.old')).toBe(await withToken('web:production.new'));
    expect(await withToken('web:production.old')).toBe(await withToken(' web:production.old\n'));
    expect(await keyOf({ headers: { authorization: 'web:production.old' } })).toBe(
      await withToken('web:production.new'),
    );
  });

  test('is the same for all applications and settings that get the same flags', async () => {
    const other = { appName: 'other', environment: 'other' };
    expect(await withToken('web:production.a', other)).toBe(await withToken('web:production.a'));
  });

  test('does not call a header function; appName and environment stand for its token', async () => {
    const headers = vi.fn(() => ({ Authorization: 'web:production.secret' }));
    const keys = await Promise.all([
      keyOf({ headers }),
      keyOf({ headers, appName: 'other' }),
      keyOf({ headers, environment: 'production' }),
      keyOf({ headers, cacheKey: 'production' }),
    ]);
    expect(new Set(keys).size).toBe(4);
    expect(await keyOf({ headers: () => ({}) })).toBe(keys[0]);
    expect(headers).not.toHaveBeenCalled();
  });
});
