import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { FileCache } from '@unleash-client/cache-file';
import { RedisCache } from '@unleash-client/cache-redis';
import { type Cache, MemoryCache, UnleashClient } from 'unleash-client';
import { createLargeFlags } from './large-flags';
import { createTempFolder } from './temp-folder';

export interface LargeCacheResult {
  /** The size of the flags, in bytes. */
  readonly bytes: number;
  /** Calls of `JSON.stringify` that printed more than a kilobyte while a client fetched the flags and stored them. */
  readonly largePrints: number;
  /** The longest that the event loop was blocked by storing alone, in milliseconds, by cache. */
  readonly stallMs: Readonly<Record<string, number>>;
  /** Whether what is stored ends with the very text that the server sent. */
  readonly isVerbatim: boolean;
}

/** Lets a client fetch 10 MB of flags and store them, and looks at what storing costs. */
export async function runLargeCache(redisUrl: string): Promise<LargeCacheResult> {
  using folder = createTempFolder();
  const body = JSON.stringify(createLargeFlags());
  const redis = new RedisCache({ url: redisUrl, commandTimeoutMs: 5000 });
  const caches: Readonly<Record<string, Cache>> = {
    file: new FileCache({ directory: folder.path }),
    redis,
  };
  const { largePrints, stored } = await fetchAndStore(body);
  const stallMs: Record<string, number> = {};
  for (const [name, cache] of Object.entries(caches)) {
    // Once to open files and connections; what is measured is the writing.
    await cache.set('large', 'warm');
    stallMs[name] = await longestStall(async () => cache.set('large', stored));
  }
  const isVerbatim =
    stored.endsWith(body) &&
    (await caches.file?.get('large')) === stored &&
    (await redis.get('large')) === stored;
  await redis.close();
  return { bytes: Buffer.byteLength(body), largePrints, stallMs, isVerbatim };
}

async function fetchAndStore(body: string): Promise<{ largePrints: number; stored: string }> {
  const server = createServer((_, response) => response.writeHead(200, { etag: '"large"' }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const storage = new MemoryCache();
  let stored = '';
  const { promise, resolve } = defer();
  const cache: Cache = {
    get: (key) => storage.get(key),
    set(_key, value) {
      stored = value;
      resolve();
    },
  };
  const { stringify } = JSON;
  let largePrints = 0;
  JSON.stringify = ((...words: Parameters<typeof stringify>) => {
    const text = stringify(...words);
    if (typeof text === 'string' && text.length > 1024) largePrints += 1;
    return text;
  }) as typeof stringify;
  const url = `http://127.0.0.1:${port}/api`;
  const client = new UnleashClient({
    url,
    appName: 'large',
    cache,
    disableMetrics: true,
    disableRegistration: true,
  });
  try {
    await client.initialize();
    await promise;
  } finally {
    JSON.stringify = stringify;
    await client.destroy();
    server.close();
  }
  return { largePrints, stored };
}

function defer() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The longest time for which nothing else could run while a task was at work, in milliseconds. */
async function longestStall(task: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await task();
  delay.disable();
  return delay.max / 1e6;
}
