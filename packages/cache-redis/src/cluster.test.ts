import { type RedisCluster, startRedisCluster } from '@unleash-client/redis-server';
import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RedisClient } from './clients/redis-client';
import { RedisCache } from './redis-cache';
import { allCalls, expectOutage } from './testing/all-calls.testing';
import type { TestEnd } from './testing/open-cache.testing';

let cluster: RedisCluster | undefined;
beforeAll(async () => {
  cluster = await startRedisCluster(3);
});
afterAll(() => cluster?.stop());

const nodes = () => cluster?.nodes ?? [];
const HEALED = { timeout: 10_000, interval: 50 };
const patient = { commandTimeoutMs: 5000 };

/** The node that keeps what is under the hash tag `flags`. */
async function home() {
  for (const node of nodes()) {
    const table = await node.command('cluster', 'nodes');
    const [from = 0, to = 0] = /myself.* (\d+)-(\d+)/.exec(table)?.slice(1).map(Number) ?? [];
    const slot = Number(await node.command('cluster', 'keyslot', '{flags}'));
    if (from <= slot && slot <= to) return node;
  }
  return expect.fail('no node has the slot');
}

const clients: Record<string, () => Promise<{ client: RedisClient; end: () => void }>> = {
  'node-redis': async () => {
    const client = createCluster({ rootNodes: nodes().map(({ url }) => ({ url })) });
    await client.connect();
    return { client, end: () => client.destroy() };
  },
  ioredis: async () => {
    const client = new Cluster(nodes().map(({ port }) => ({ host: '127.0.0.1', port })));
    return { client, end: () => client.disconnect() };
  },
};

const open = async (kind: string, { onTestFinished }: TestEnd, options: object = patient) => {
  const { client, end } = (await clients[kind]?.()) ?? expect.fail();
  const cache = new RedisCache({ prefix: `${kind}:`, ...options, client });
  onTestFinished(async () => {
    await cache.close();
    end();
  });
  return cache;
};

describe.each(Object.keys(clients))('a cluster, through %s,', (kind) => {
  test('does what a single server does', async (end) => {
    const [cache, other] = [await open(kind, end), await open(kind, end)];
    await cache.mset({ one: '1', other: '2', '': 'empty', '}{': 'odd' });
    expect(await Promise.all(['one', 'other', '', '}{', 'none'].map((key) => other.get(key)))).toEqual([
      '1',
      '2',
      'empty',
      'odd',
      null,
    ]);
    const lease = await cache.lease('one', 'holder', 10_000);
    expect(await other.lease('one', 'somebody', 10_000)).toBe(null);
    await cache.release('one', 'holder');
    const next = await other.lease('one', 'somebody', 10_000);
    expect(await cache.set('one', 'late', lease ?? undefined)).toBe(false);
    expect(await other.set('one', 'new', next ?? undefined)).toBe(true);
    await cache.destroy();
    expect(await other.exists('one')).toBe(false);
  });

  test('keeps a prefix with a hash tag where that belongs', async (end) => {
    const cache = await open(kind, end, { ...patient, prefix: 'app:{tenant-7}:' });
    await cache.set('key', 'text');
    expect(await cache.get('key')).toBe('text');
    await cache.destroy();
  });

  test('tells of writes by notices', async (end) => {
    const [reader, writer] = [await open(kind, end), await open(kind, end)];
    const changed = vi.fn();
    const stop = reader.subscribe('key', changed);
    const channels = async () =>
      (await Promise.all(nodes().map((node) => node.command('pubsub', 'channels')))).join('\n').trim();
    await vi.waitFor(async () => expect(await channels()).toBe(`${kind}:changes`), HEALED);
    await writer.set('key', 'text');
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 1500, interval: 5 });
    stop();
    await vi.waitFor(async () => expect(await channels()).toBe(''), HEALED);
  });
});

describe('a cluster, through both at once,', { timeout: 30_000 }, () => {
  const options = { commandTimeoutMs: 500 };
  const openBoth = (end: TestEnd) =>
    Promise.all(Object.keys(clients).map((kind) => open(kind, end, options)));
  const healed = (cache: RedisCache) =>
    vi.waitFor(async () => expect(await allCalls(cache, options.commandTimeoutMs)).toEqual([]), HEALED);
  const failed = (cache: RedisCache) => expectOutage(cache, options.commandTimeoutMs, /^Redis failed: /);

  test('fails calls in time while a node is stopped, and works when it is resumed', async (end) => {
    const caches = await openBoth(end);
    await Promise.all(caches.map(healed));
    const node = await home();
    node.suspend();
    await Promise.all(caches.map(failed));
    node.resume();
    await Promise.all(caches.map(healed));
  });

  test('works when a node that was killed is back, and tells what is lost', async (end) => {
    const caches = await openBoth(end);
    const told = caches.map(() => vi.fn());
    const allTold = () =>
      vi.waitFor(() => expect(told.map((changed) => changed.mock.calls.length)).not.toContain(0), HEALED);
    for (const [index, cache] of caches.entries()) {
      await vi.waitFor(() => cache.set('key', 'text'), HEALED);
      end.onTestFinished(cache.subscribe('key', () => told[index]?.()));
    }
    await allTold();
    const node = await home();
    await node.kill();
    await Promise.all(caches.map(failed));
    for (const changed of told) changed.mockClear();
    await node.restart({ empty: true });
    await allTold();
    await Promise.all(caches.map(healed));
  });
});
