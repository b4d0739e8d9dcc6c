import { MemoryCache, parseSnapshot } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { BootstrapSource } from './bootstrap-source';
import { fromObject } from './from-object';
import { fromUrl } from './from-url';
import { printed, rejection } from './rejection.testing';
import { seed } from './seed';
import { startServer } from './start-server.testing';

const saying = (text: string): BootstrapSource => ({ name: 'mine', load: () => text });

describe('seed', () => {
  test('stores the text of a source as bootstrapped flags, byte for byte', async () => {
    const cache = new MemoryCache();
    const before = Date.now();
    await seed(cache, saying('{ "features": [ ] }\n'));
    const stored = parseSnapshot(cache.get('bootstrap') ?? '');
    expect(stored).toEqual({
      body: '{ "features": [ ] }\n',
      savedAt: expect.any(Number),
      source: 'bootstrap',
    });
    expect(stored?.savedAt).toBeGreaterThanOrEqual(before);
  });

  test('needs no more of a cache than set, and waits for it', async () => {
    const written: string[] = [];
    const set = async (key: string) => {
      await Promise.resolve();
      written.push(key);
    };
    await seed({ set }, fromObject({ features: [] }));
    expect(written).toEqual(['bootstrap']);
  });

  test.each([
    ['an empty text', '', 'it is no JSON, but 0 characters of something else'],
    ['JSON that was cut off', '{"features":[', 'it is no JSON, but 13 characters of something else'],
    ['null', 'null', 'it has no list called features'],
    ['a list', '[]', 'it has no list called features'],
    ['a text in JSON', '"features"', 'it has no list called features'],
    ['features that are no list', '{"features":{"length":1}}', 'it has no list called features'],
  ])('refuses %s and stores nothing', async (_, text, flaw) => {
    const set = vi.fn();
    const error = await rejection(seed({ set }, saying(text)));
    expect(error.code).toBe('BOOTSTRAP');
    expect(error.message).toBe(`bootstrap from mine holds no flags: ${flaw}`);
    expect(set).not.toHaveBeenCalled();
  });

  test('refuses an error page that a server sends with 200, without quoting it', async () => {
    const page = '<!doctype html><title>Sign in</title>';
    const { origin } = await startServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(page);
    });
    const cache = new MemoryCache();
    const error = await rejection(seed(cache, fromUrl(`${origin}/flags.json`)));
    expect(error.message).toBe(
      `bootstrap from ${origin}/flags.json holds no flags: it is no JSON, but 37 characters of something else`,
    );
    expect(printed(error)).not.toContain('Sign in');
    expect(cache.exists('bootstrap')).toBe(false);
  });

  test('stores nothing when the source fails, and leaves what was there', async () => {
    const cache = new MemoryCache([['bootstrap', 'older']]);
    const source = { name: 'mine', load: () => Promise.reject(new Error('no luck')) };
    expect((await rejection(seed(cache, source))).message).toBe('bootstrap from mine failed: no luck');
    expect(cache.get('bootstrap')).toBe('older');
  });

  test('passes on what the cache fails with', async () => {
    const full = new Error('disk full');
    const sync = () => {
      throw full;
    };
    await expect(seed({ set: sync }, fromObject({ features: [] }))).rejects.toBe(full);
    await expect(seed({ set: () => Promise.reject(full) }, fromObject({ features: [] }))).rejects.toBe(full);
  });
});

test('seed takes flags as they are', async () => {
  const cache = new MemoryCache();
  await seed(cache, { features: [] });
  expect(parseSnapshot(cache.get('bootstrap') ?? '')?.body).toBe('{"features":[]}');
});

test.each([
  [undefined, { features: [] }, 'the first argument of seed must be a cache, with a method set'],
  [new MemoryCache(), 'flags.json', /^the second argument of seed must be flags, or fromFile/],
  [new MemoryCache(), undefined, /got undefined$/],
  [new MemoryCache(), {}, 'bootstrap must be { features: [flags…] }, got features: undefined'],
])('seed refuses what is no cache or no source (%#)', async (cache, source, message) => {
  await expect(seed(cache as never, source as never)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});
