import { type RedisOptions, type RedisServer, startRedis } from '@unleash-client/redis-server';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { RedisClient } from '../clients/redis-client';
import type { RedisCacheOptions } from '../options/redis-cache-options';
import { RedisCache } from '../redis-cache';

/** The ways to a server that tests of faults go. */
export const clientKinds = ['url', 'node-redis', 'ioredis'] as const;
export type ClientKind = (typeof clientKinds)[number];

/** What a test hands over to have things tidied up after it. */
export interface TestEnd {
  onTestFinished(task: () => unknown): void;
}

interface OpenClient {
  readonly client: RedisClient;
  end(): void;
}

/** An application's client, with the defaults of its library, which is about to connect. */
export function openClient(kind: Exclude<ClientKind, 'url'>, url: string): OpenClient {
  if (kind === 'ioredis') {
    const client = new Redis(url);
    return { client, end: () => client.disconnect() };
  }
  const client = createClient({ url });
  client.connect().catch(() => undefined);
  return { client, end: () => client.destroy() };
}

/** A cache of a test; with a client of the application, it is all that listens to its errors. */
export function openCache(
  { onTestFinished }: TestEnd,
  kind: ClientKind,
  url: string,
  options: Omit<RedisCacheOptions, 'url' | 'client'> = {},
): RedisCache {
  if (kind === 'url') {
    const cache = new RedisCache({ ...options, url });
    onTestFinished(() => cache.close());
    return cache;
  }
  const { client, end } = openClient(kind, url);
  const cache = new RedisCache({ ...options, client });
  onTestFinished(async () => {
    end();
    await cache.close();
  });
  return cache;
}

/** A server of a test. */
export async function openRedis({ onTestFinished }: TestEnd, options?: RedisOptions): Promise<RedisServer> {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}
