import { Cluster, Redis } from 'ioredis';
import { createClient, createClientPool, createCluster, createSentinel } from 'redis';
import { expect, test } from 'vitest';
import type { RedisClient } from './index';
import { RedisCache } from './redis-cache';

test('every client of node-redis and ioredis fits', async () => {
  const address = { host: '127.0.0.1', port: 1 };
  const clients = [
    createClient(),
    createClient({ RESP: 2 }),
    createClientPool(),
    createCluster({ rootNodes: [] }),
    createSentinel({ name: 'main', sentinelRootNodes: [address] }),
    new Redis({ lazyConnect: true }),
    new Cluster([address], { lazyConnect: true }),
  ] satisfies RedisClient[];
  for (const client of clients) {
    const cache = new RedisCache({ client });
    await expect(cache.get('key')).rejects.toThrow('the client is not connected: connect it first');
    await cache.close();
  }
});
