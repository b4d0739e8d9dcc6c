import { type RedisServer, startSentinel } from '@unleash-client/redis-server';
import { Redis } from 'ioredis';
import { createSentinel } from 'redis';
import { expect, test, vi } from 'vitest';
import { RedisCache } from './redis-cache';

const HEALED = { timeout: 15_000, interval: 50 };

test('behind a Sentinel, a cache goes on with the new master', { timeout: 40_000 }, async ({
  onTestFinished,
}) => {
  const sentinel = await startSentinel();
  onTestFinished(sentinel.stop);
  const address = { host: '127.0.0.1', port: sentinel.port };
  const node = createSentinel({ name: sentinel.name, sentinelRootNodes: [address] });
  await node.connect();
  const io = new Redis({ name: sentinel.name, sentinels: [address] });
  const caches = [node, io].map((client, index) => new RedisCache({ client, prefix: `${index}:` }));
  onTestFinished(async () => {
    await Promise.all(caches.map((cache) => cache.close()));
    await node.destroy();
    io.disconnect();
  });
  const told = caches.map(() => vi.fn());
  caches.forEach((cache, index) => {
    cache.subscribe('key', told[index] ?? expect.fail());
  });
  for (const cache of caches) {
    await vi.waitFor(() => cache.set('key', 'text'), HEALED);
    expect(await cache.get('key')).toBe('text');
  }
  const listening = (server: RedisServer) =>
    vi.waitFor(async () => {
      const channels = (await server.command('pubsub', 'channels')).split('\n');
      expect(channels).toEqual(expect.arrayContaining(['0:changes', '1:changes']));
    }, HEALED);
  await listening(sentinel.master);

  await sentinel.master.kill();
  for (const changed of told) changed.mockClear();
  for (const cache of caches) {
    await vi.waitFor(() => cache.set('key', 'new'), HEALED);
    expect(await cache.get('key')).toBe('new');
  }
  expect(await sentinel.replica.command('get', '0:{flags}:text:key')).toBe('new');
  await vi.waitFor(() => expect(told.map((changed) => changed.mock.calls.length)).not.toContain(0), HEALED);
  await listening(sentinel.replica);
});
