import { BOOTSTRAP_KEY, type Cache, MemoryCache } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { featuresOf } from '../testing/features-of.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { storedText } from '../testing/stored-text.testing';

const NOTHING_YET =
  'warn: [unleash] there are no flags in the cache yet; whoever fills it needs the same url, token and filters, or the same cacheKey';

/** A cache that tells nobody of writes. */
function silentCache(): Cache {
  const cache = new MemoryCache();
  return { get: (key) => cache.get(key), set: (key, value) => cache.set(key, value) };
}

/** A client that polls a dev server and fills a cache, and one that only follows that cache. */
async function startPair(cache: Cache, options: Partial<UnleashOptions> = {}) {
  const { server, connection } = await startTestServer();
  const leader = createTestClient({ ...connection, cache, refreshInterval: 0 });
  await leader.client.initialize();
  const follower = createTestClient({ ...connection, cache, appName: 'follower', ...options });
  return { server, leader: leader.client, follower };
}

describe('a client that does not fetch toggles', () => {
  test('starts with what another client has cached, and asks no server', async () => {
    const { server, follower } = await startPair(new MemoryCache());
    expect(await follower.client.initialize({ fetchToggles: false })).toEqual({ source: 'cache', flags: 2 });
    expect(follower.client.isEnabled('on')).toBe(true);
    expect(follower.events.map(({ eventType }) => eventType)).toEqual(['ready', 'changed']);
    expect(server.requests).toHaveLength(1);
  });

  test('follows the writes of a cache that tells of them', async () => {
    const scheduler = createManualScheduler();
    const { server, leader, follower } = await startPair(new MemoryCache(), { scheduler });
    await follower.client.initialize({ fetchToggles: false });
    const changed = nextEvent(follower.client, 'changed');
    server.updateFlag('off', { enabled: true });
    await leader.refresh();
    expect((await changed).updated).toEqual(['off']);
    expect(follower.client.isEnabled('off')).toBe(true);
  });

  test('reads a cache that tells nothing again with each interval', async () => {
    const scheduler = createManualScheduler();
    const { server, leader, follower } = await startPair(silentCache(), {
      scheduler,
      refreshInterval: 30_000,
    });
    await follower.client.initialize({ fetchToggles: false });
    for (const enabled of [true, false]) {
      server.updateFlag('off', { enabled });
      await leader.refresh();
      await leader.refresh();
      const changed = nextEvent(follower.client, 'changed');
      scheduler.advance(29_999);
      expect(follower.client.isEnabled('off')).toBe(!enabled);
      scheduler.advance(1);
      await changed;
      expect(follower.client.isEnabled('off')).toBe(enabled);
    }
    expect(follower.eventsOf('changed')).toHaveLength(3);
  });

  test('reads again when it is refreshed', async () => {
    const { server, leader, follower } = await startPair(silentCache(), { refreshInterval: 0 });
    await follower.client.initialize({ fetchToggles: false });
    server.updateFlag('off', { enabled: true });
    await leader.refresh();
    await follower.client.refresh();
    expect(follower.client.isEnabled('off')).toBe(true);
  });

  test('misses no change that is told while it reads', async () => {
    const reads = [defer<string>(), defer<string>()];
    let read = 0;
    let tell: () => void = () => undefined;
    const cache: Cache = {
      get: (key) => (key === BOOTSTRAP_KEY ? null : (reads[read++]?.promise ?? null)),
      set: () => undefined,
      subscribe: (_, changed) => {
        tell = changed;
        return () => undefined;
      },
    };
    const { client } = createTestClient({ cache, refreshInterval: 0 });
    const initialized = client.initialize({ fetchToggles: false });
    await vi.waitFor(() => expect(read).toBe(1));
    tell();
    reads[0]?.resolve(storedText(['old']));
    reads[1]?.resolve(storedText(['new']));
    await initialized;
    await vi.waitFor(() => expect([...client.featureDefinitions().keys()]).toEqual(['new']));
  });

  test('starts at the timeout when nothing is cached, and when something is', async () => {
    const cache = new MemoryCache();
    let key = '';
    const spying: Cache = {
      get: (asked) => {
        key = asked;
        return cache.get(asked);
      },
      set: () => undefined,
      subscribe: (name, changed) => cache.subscribe(name, changed),
    };
    const { client, log } = createTestClient({ cache: spying });
    expect(await client.initialize({ fetchToggles: false, timeoutMs: 10 })).toEqual({
      source: 'none',
      flags: 0,
    });
    expect(log.lines).toEqual([NOTHING_YET]);
    const ready = nextEvent(client, 'ready');
    cache.set(key, storedText(['late']));
    expect((await ready).source).toBe('cache');
    expect(client.isEnabled('late')).toBe(true);
  });

  test('keeps its flags when the cache holds rubbish, with one event', async () => {
    const scheduler = createManualScheduler();
    let text = storedText(['kept']);
    const { client, log, eventsOf } = createTestClient({
      cache: { get: () => text, set: () => undefined },
      scheduler,
    });
    await client.initialize({ fetchToggles: false });
    text = 'rubbish';
    for (let times = 0; times < 3; times += 1) {
      await vi.waitFor(() => expect(scheduler.delays).toEqual([15_000]));
      scheduler.advance(15_000);
    }
    await vi.waitFor(() => expect(scheduler.delays).toEqual([15_000]));
    expect(eventsOf('error')).toHaveLength(1);
    expect(client.isEnabled('kept')).toBe(true);
    expect(log.lines).toEqual([
      'error: [unleash] the cache could not be read: what it holds is no stored flags',
    ]);
  });

  test('recovers from a cache that has hung', async () => {
    const scheduler = createManualScheduler();
    const hanging = new Promise<string>(() => undefined);
    let isDown = true;
    const { client, log } = createTestClient({
      cache: { get: () => (isDown ? hanging : storedText(['back'])), set: () => undefined },
      scheduler,
    });
    await client.initialize({ fetchToggles: false, timeoutMs: 0 });
    scheduler.advance(10_000);
    await vi.waitFor(() =>
      expect(log.lines).toEqual([
        'error: [unleash] the cache could not be read: no answer within 10000 ms',
        NOTHING_YET,
      ]),
    );
    isDown = false;
    const ready = nextEvent(client, 'ready');
    await vi.waitFor(() => expect(scheduler.delays).toEqual([15_000]));
    scheduler.advance(15_000);
    await ready;
    expect(client.isEnabled('back')).toBe(true);
    expect(log.lines.slice(2)).toEqual(['warn: [unleash] the cache works again, after 2 failures']);
  });

  test('stops following when it is destroyed', async () => {
    const scheduler = createManualScheduler();
    const { server, leader, follower } = await startPair(new MemoryCache(), { scheduler });
    await follower.client.initialize({ fetchToggles: false });
    await follower.client.destroy();
    expect(scheduler.delays).toEqual([]);
    server.updateFlag('off', { enabled: true });
    await leader.refresh();
    await leader.destroy();
    expect(follower.client.isEnabled('off')).toBe(false);
    expect(follower.eventsOf('changed')).toHaveLength(1);
  });

  test('warns when there is no cache to follow', async () => {
    const { client, log } = createTestClient({ bootstrap: featuresOf('boot') });
    const result = await client.initialize({ fetchToggles: false });
    expect(result).toEqual({ source: 'bootstrap', flags: 1 });
    expect(log.lines).toEqual([
      'warn: [unleash] fetchToggles is false and there is no cache to follow: flags never change',
    ]);
  });
});
