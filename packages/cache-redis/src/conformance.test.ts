import { cacheConformance } from '@unleash-client/conformance';
import { type RedisServer, startRedis } from '@unleash-client/redis-server';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { RedisCache } from './redis-cache';
import { clientKinds, openClient } from './testing/open-cache.testing';

let server: RedisServer;
let ends: (() => void)[] = [];

beforeAll(async () => {
  server = await startRedis();
});
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});
afterAll(() => server.stop());

describe.each(clientKinds)('a cache in Redis, through %s,', (kind) => {
  const create = () => {
    // Rules measure the cache, and not how busy the machine is that runs them.
    const options = { prefix: `${kind}:`, commandTimeoutMs: 3000 };
    if (kind === 'url') return new RedisCache({ ...options, url: server.url });
    const { client, end } = openClient(kind, server.url);
    ends.push(end);
    return new RedisCache({ ...options, client });
  };
  cacheConformance({ test, create });
});
