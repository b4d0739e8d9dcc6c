import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOOTSTRAP_KEY, isCorruptEntry, parseSnapshot } from '@unleash-client/cache';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { describe, expect, test, vi } from 'vitest';
import { RedisCache } from './redis-cache';
import { clientKinds, openCache, openClient, openRedis } from './testing/open-cache.testing';

const patient = { commandTimeoutMs: 5000 };

describe.concurrent('what is stored', () => {
  test('is a text and its version under the prefix, with a hash tag for Redis Cluster', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, 'url', server.url, { ...patient, prefix: 'shop:' });
    await cache.set('main', 'text');
    await cache.lease('main', 'holder', 10_000);
    const keys = (await server.command('keys', '*')).split('\n').sort();
    expect(keys).toEqual([
      'shop:{flags}:fence:main',
      'shop:{flags}:keys',
      'shop:{flags}:lease:main',
      'shop:{flags}:text:main',
      'shop:{flags}:version:main',
    ]);
    expect(await server.command('get', 'shop:{flags}:text:main')).toBe('text');
  });

  test('stays for ever, or for ttlMs after it was last used', async (end) => {
    const server = await openRedis(end);
    const ttlOf = async (name: string) => Number(await server.command('pttl', `unleash:{flags}:${name}`));
    const eternal = openCache(end, 'url', server.url, patient);
    await eternal.set('key', 'text');
    expect(await ttlOf('text:key')).toBe(-1);

    const cache = openCache(end, 'url', server.url, { ...patient, ttlMs: 60_000 });
    await cache.set('key', 'text');
    await cache.lease('key', 'holder', 1000);
    for (const name of ['text:key', 'version:key', 'fence:key', 'keys']) {
      expect(await ttlOf(name)).toBeGreaterThan(50_000);
      await server.command('pexpire', `unleash:{flags}:${name}`, '20000');
    }
    end.onTestFinished(cache.subscribe('key', () => undefined));
    for (const name of ['text:key', 'version:key', 'fence:key', 'keys']) {
      await vi.waitFor(async () => expect(await ttlOf(name)).toBeGreaterThan(50_000));
    }
  });

  test('of one prefix is not seen through another', async (end) => {
    const server = await openRedis(end);
    const [one, other] = ['a:', 'b:'].map((prefix) =>
      openCache(end, 'url', server.url, { ...patient, prefix }),
    );
    await one?.set('key', 'text');
    const told = vi.fn();
    end.onTestFinished(other?.subscribe('key', told) ?? expect.fail());
    await one?.lease('key', 'holder', 10_000);
    expect([await other?.get('key'), await other?.exists('key')]).toEqual([null, false]);
    expect(await other?.lease('key', 'somebody', 10_000)).not.toBe(null);
    await other?.set('other', 'text');
    await other?.destroy();
    expect(await one?.get('key')).toBe('text');
    expect(told).not.toHaveBeenCalled();
  });

  test('is left alone by destroy where it is a lease, and tokens go on growing', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, 'url', server.url, patient);
    const lease = await cache.lease('key', 'holder', 10_000);
    await cache.destroy();
    expect(await cache.lease('key', 'holder', 10_000)).toEqual(lease);
    await cache.release('key', 'holder');
    expect((await cache.lease('key', 'other', 10_000))?.token).toBeGreaterThan(lease?.token ?? Infinity);
  });

  test('may be lost: the next token is larger all the same', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, 'url', server.url, patient);
    const lease = await cache.lease('key', 'holder', 10_000);
    await server.command('flushall');
    expect((await cache.lease('key', 'other', 10_000))?.token).toBeGreaterThan(lease?.token ?? Infinity);
  });

  test('is under the key prefix of a client that has one', async (end) => {
    const server = await openRedis(end);
    const node = createClient({ url: server.url, keyPrefix: 'app:' });
    await node.connect();
    const io = new Redis(server.url, { keyPrefix: 'app:' });
    end.onTestFinished(() => node.destroy());
    end.onTestFinished(() => io.disconnect());
    for (const client of [node, io]) {
      const cache = new RedisCache({ ...patient, client });
      await cache.set('key', 'text');
      expect(await server.command('get', 'app:unleash:{flags}:text:key')).toBe('text');
      await cache.destroy();
      expect(await server.command('keys', '*')).toBe('');
      await cache.close();
    }
  });
});

describe.concurrent.each(clientKinds)('through %s, a text', (kind) => {
  test('of maxBytes bytes is stored and read, and a longer one neither', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, { ...patient, maxBytes: 10 });
    await cache.set('key', '€€€x');
    expect(await cache.get('key')).toBe('€€€x');
    await expect(cache.set('key', '€€€€')).rejects.toThrow(
      new RangeError('cannot store unleash:{flags}:text:key in Redis: the text has 12 bytes, more than 10'),
    );
    await expect(cache.mset({ key: '01234567890' })).rejects.toThrow(RangeError);
    expect(await cache.get('key')).toBe('€€€x');
    await server.command('append', 'unleash:{flags}:text:key', 'y');
    const fault = await cache.get('key').catch((error) => error);
    expect(isCorruptEntry(fault)).toBe(true);
    expect(fault.message).toBe(
      'what is stored in Redis under unleash:{flags}:text:key has 11 bytes, more than 10',
    );
    expect(await cache.exists('key')).toBe(true);
    await cache.set('key', '');
    expect(await cache.get('key')).toBe('');
  });

  test('that is too long is not sent by the server', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, patient);
    await cache.set('key', 'text');
    await server.command('setrange', 'unleash:{flags}:text:key', String(100 * 1024 ** 2), 'x');
    await expect(cache.get('key')).rejects.toThrow('has 104857601 bytes, more than 52428800');
    const sent = /total_net_output_bytes:(\d+)/.exec(await server.command('info', 'stats'))?.[1];
    expect(Number(sent)).toBeLessThan(100_000);
  });
});

describe.concurrent('bootstrapping', () => {
  const flags = { features: [{ name: 'on', enabled: true }] };

  test('stores flags from an object, a file or an address for clients to start with', async (end) => {
    const cache = openCache(end, 'url', (await openRedis(end)).url, patient);
    await cache.bootstrapFromDict(flags);
    const stored = async () => parseSnapshot((await cache.get(BOOTSTRAP_KEY)) ?? '');
    expect(await stored()).toMatchObject({ body: JSON.stringify(flags), source: 'bootstrap' });

    const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    end.onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'flags.json'), '{"features":[]}');
    await cache.bootstrapFromFile(join(folder, 'flags.json'));
    expect((await stored())?.body).toBe('{"features":[]}');
    await expect(cache.bootstrapFromFile(join(folder, 'none.json'))).rejects.toThrow('none.json');
    await expect(cache.bootstrapFromUrl('http://127.0.0.1:1/', { retries: 0 })).rejects.toThrow('bootstrap');
    expect((await stored())?.body).toBe('{"features":[]}');
  });
});

describe.concurrent.each(clientKinds)('close, through %s,', (kind) => {
  test('waits for the calls under way, and refuses others', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, patient);
    const writing = cache.set('key', 'text');
    await cache.close();
    expect(await writing).toBe(true);
    await expect(cache.get('key')).rejects.toThrow('the cache is closed');
    expect(cache.subscribe('key', () => undefined)).toBeTypeOf('function');
    await cache.close();
  });
});

describe.concurrent.each(['node-redis', 'ioredis'] as const)("the application's %s", (kind) => {
  test('is left as it was, connected and without a listener of ours', async (end) => {
    const server = await openRedis(end);
    const opened = openClient(kind, server.url);
    end.onTestFinished(() => opened.end());
    const client = opened.client as ReturnType<typeof createClient>;
    const listeners = () => client.eventNames().map((name) => [name, client.listenerCount(name)]);
    const before = listeners();
    const cache = new RedisCache({ ...patient, client });
    cache.subscribe('key', () => undefined);
    await cache.set('key', 'text');
    await cache.close();
    expect(listeners()).toEqual(before);
    expect(await client.ping()).toBe('PONG');
    await vi.waitFor(async () => expect(await server.command('client', 'list', 'type', 'pubsub')).toBe(''));
  });

  test('must be connected by the application', async (end) => {
    const { url } = await openRedis(end);
    const client = kind === 'ioredis' ? new Redis(url, { lazyConnect: true }) : createClient({ url });
    const cache = new RedisCache({ client });
    end.onTestFinished(() => cache.close());
    await expect(cache.get('key')).rejects.toThrow(
      'Redis failed: the client is not connected: connect it first',
    );
  });
});
