import { readdirSync, rmSync } from 'node:fs';
import { type Cache, MemoryCache, parseSnapshot, type WriteGuard } from '@unleash-client/cache';
import { FileCache } from '@unleash-client/cache-file';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startUsageServer } from '../testing/start-usage-server.testing';
import { startVersionedServer } from '../testing/start-versioned-server.testing';
import { tempFolder } from '../testing/temp-folder.testing';

/** Long enough for a fleet on a busy machine, and nothing waits so long when all is well. */
const SOON = { timeout: 5000, interval: 10 };

type Started = Awaited<ReturnType<typeof start>>;

/** A cache that remembers under which key it was written. */
class TestStorage extends MemoryCache {
  key = '';

  override set(key: string, value: string, guard?: WriteGuard): boolean {
    this.key = key;
    return super.set(key, value, guard);
  }
}

const isEntry = (name: string) => /unleash-[0-9a-f]{64}\.\w+$/.test(name);

const bodyIn = (storage: TestStorage) => parseSnapshot(storage.get(storage.key) ?? '')?.body;

/** A cache that is down when a test says so; each user has its own, over the same storage. */
function createFailingCache(storage: MemoryCache) {
  const state = { isDown: false };
  const answer = <T>(value: () => T): T => {
    if (state.isDown) throw new Error('no connection');
    return value();
  };
  const cache: Cache = {
    get: (key) => answer(() => storage.get(key)),
    set: (key, value, guard) => answer(() => storage.set(key, value, guard)),
    exists: (key) => answer(() => storage.exists(key)),
    subscribe: (key, changed) => storage.subscribe(key, changed),
    lease: (key, holder, ttlMs) => answer(() => storage.lease(key, holder, ttlMs)),
    release: (key, holder) => answer(() => storage.release(key, holder)),
  };
  return { cache, state };
}

function createMember(url: string, cache: Cache, options: Partial<UnleashOptions> = {}) {
  return createTestClient({
    url,
    cache,
    refreshInterval: 1000,
    refreshJitter: 0,
    multipleInstanceMode: 'silently-allow',
    ...options,
  });
}

const start = async (member: ReturnType<typeof createMember>) => {
  const result = await member.client.initialize({ fetchToggles: 'elected' });
  return { ...member, result };
};

describe('of a fleet', () => {
  test('one process polls and the others follow it', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const members: Started[] = [];
    for (let number = 0; number < 4; number += 1)
      members.push(await start(createMember(server.url, storage)));
    expect(members.map(({ result }) => result.source)).toEqual(['server', 'cache', 'cache', 'cache']);
    expect(server.requests).toHaveLength(1);
    const name = server.change();
    await vi.waitFor(() => {
      expect(members.map(({ client }) => client.isEnabled(name))).toEqual([true, true, true, true]);
    }, SOON);
    expect(server.requests.length).toBeLessThanOrEqual(3);
    expect(members.flatMap(({ eventsOf }) => eventsOf('fetched'))).toHaveLength(2);
  });

  test('the next takes over at once when the poller is destroyed, and begins with its ETag', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const poller = await start(createMember(server.url, storage));
    const heir = await start(createMember(server.url, storage));
    await poller.client.destroy();
    const unchanged = nextEvent(heir.client, 'unchanged');
    await unchanged;
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"v1"');
    const name = server.change();
    await vi.waitFor(() => expect(heir.client.isEnabled(name)).toBe(true), SOON);
  });

  test('a poller that is paused is replaced, and writes nothing when it goes on', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const set = vi.spyOn(storage, 'set');
    // Its timers stand still until the test moves them, as those of a stopped process do.
    const scheduler = createManualScheduler();
    const paused = await start(createMember(server.url, storage, { scheduler }));
    const heir = await start(createMember(server.url, storage));
    await nextEvent(heir.client, 'unchanged');
    const name = server.change();
    await vi.waitFor(() => expect(heir.client.isEnabled(name)).toBe(true), SOON);
    const storedBy = set.mock.calls.length;
    const newest = server.change();
    // The paused one polls first, sees the newest flags, and may not write them.
    scheduler.advance(1000);
    await vi.waitFor(() => expect(heir.client.isEnabled(newest)).toBe(true), SOON);
    await vi.waitFor(() => expect(paused.client.isEnabled(newest)).toBe(true), SOON);
    const written = set.mock.results.slice(storedBy).map(({ value }) => value);
    expect(written.filter((answer) => answer !== false)).toHaveLength(1);
    expect(bodyIn(storage)).toBe(bodyOf(newest));
    // In one step its clock has also run through the deadline of a call that it began in that step.
    paused.log.forget();
  });

  test('all poll for themselves while the cache is down, and one alone when it is back', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const caches = [createFailingCache(storage), createFailingCache(storage), createFailingCache(storage)];
    const members: Started[] = [];
    for (const { cache } of caches) members.push(await start(createMember(server.url, cache)));
    for (const { state } of caches) state.isDown = true;
    const name = server.change();
    await vi.waitFor(() => {
      expect(members.map(({ client }) => client.isEnabled(name))).toEqual([true, true, true]);
      expect(members.map(({ eventsOf }) => eventsOf('fetched').length > 0)).toEqual([true, true, true]);
    }, SOON);
    for (const { state } of caches) state.isDown = false;
    await vi.waitFor(() => {
      const back = members.map(({ eventsOf }) => eventsOf('warn').map(({ kind }) => kind));
      expect(back).toEqual([['cache'], ['cache'], ['cache']]);
    }, SOON);
    for (const { eventsOf, log } of members) {
      expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['CACHE']);
      expect(log.lines).toHaveLength(2);
    }
    await vi.waitFor(() => expect(bodyIn(storage)).toBe(bodyOf(name)), SOON);
    const before = server.requests.length;
    const last = server.change();
    await vi.waitFor(() => {
      expect(members.map(({ client }) => client.isEnabled(last))).toEqual([true, true, true]);
    }, SOON);
    expect(server.requests.length - before).toBeLessThanOrEqual(3);
  });

  test('a process whose cache is down from the start has its flags from the server', async () => {
    const server = await startVersionedServer();
    const { cache, state } = createFailingCache(new TestStorage());
    state.isDown = true;
    const { result, client, log } = await start(createMember(server.url, cache));
    expect(result).toEqual({ source: 'server', flags: 1 });
    expect(client.isEnabled('v1')).toBe(true);
    expect(log.lines).toEqual(['error: [unleash] the cache could not be read: no connection']);
  });

  test('a process has its flags from the server although the cache does not say who leads', async () => {
    const server = await startVersionedServer();
    const hang = () => new Promise<never>(() => undefined);
    const cache: Cache = { get: () => null, set: hang, lease: hang, release: hang };
    const { result } = await start(createMember(server.url, cache, { refreshInterval: 60_000 }));
    expect(result).toEqual({ source: 'server', flags: 1 });
  });

  test('followers start from the cache although the server is down', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const poller = await start(createMember(server.url, storage, { requestRetries: 0 }));
    await server.close();
    const follower = await start(createMember(server.url, storage));
    expect(follower.result).toEqual({ source: 'cache', flags: 1 });
    expect(poller.client.isEnabled('v1')).toBe(true);
    await poller.client.destroy();
    poller.log.forget();
    await follower.client.destroy();
    follower.log.forget();
  });

  test('a cache that was emptied is filled again', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const poller = await start(createMember(server.url, storage));
    await vi.waitFor(() => expect(bodyIn(storage)).toBe(bodyOf('v1')), SOON);
    storage.destroy();
    await vi.waitFor(() => expect(bodyIn(storage)).toBe(bodyOf('v1')), SOON);
    expect(poller.eventsOf('error')).toEqual([]);
  });

  test('flags come back into a cache that has lost everything, the lease of the poller included', async () => {
    const server = await startVersionedServer();
    const directory = tempFolder();
    const join = () => start(createMember(server.url, new FileCache({ directory })));
    const members = [await join(), await join(), await join()];
    for (let times = 0; times < 3; times += 1) {
      rmSync(directory, { recursive: true });
      const stored = () => readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(isEntry);
      await vi.waitFor(() => expect(stored()).toHaveLength(1), { timeout: 8000, interval: 20 });
      const late = await join();
      expect(late.client.isEnabled('v1')).toBe(true);
      await late.client.destroy();
    }
    expect(members.flatMap(({ eventsOf }) => eventsOf('error'))).toEqual([]);
  }, 60_000);

  test('a process without flags asks the server itself when the one that has the lease writes none', async () => {
    const server = await startVersionedServer();
    const storage = new TestStorage();
    const cache: Cache = {
      get: (key) => storage.get(key),
      set: (key, value, guard) => storage.set(key, value, guard),
      // Somebody has the lease who does not answer any more, and never loses it.
      lease: () => null,
    };
    const { client, log } = await start(createMember(server.url, cache));
    await vi.waitFor(() => expect(client.isEnabled('v1')).toBe(true), SOON);
    expect(log.lines).toEqual([expect.stringContaining('this one asks the server itself until there are')]);
    expect(storage.key).toBe('');
  }, 20_000);

  test('every process counts and reports for itself', async () => {
    const server = await startUsageServer();
    const storage = new TestStorage();
    const options = { disableMetrics: false };
    const members: Started[] = [];
    for (const appName of ['one', 'two']) {
      members.push(await start(createMember(server.url, storage, { ...options, appName })));
    }
    for (const { client } of members) client.isEnabled('on');
    await Promise.all(members.map(({ client }) => client.flushMetrics()));
    expect(server.taken.map(({ appName }) => appName).sort()).toEqual(['one', 'two']);
  });
});

test('a cache that gives no leases is refused', async () => {
  const { client } = createTestClient({ cache: { get: () => null, set: () => undefined } });
  await expect(client.initialize({ fetchToggles: 'elected' })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: "fetchToggles: 'elected' needs a cache with the method lease, such as a FileCache or RedisCache",
  });
});

test('refresh of the poller asks the server, of a follower the cache', async () => {
  const server = await startVersionedServer();
  const storage = new TestStorage();
  const options = { refreshInterval: 60_000 };
  const poller = await start(createMember(server.url, storage, options));
  const follower = await start(createMember(server.url, storage, options));
  const name = server.change();
  await follower.client.refresh();
  expect(server.requests).toHaveLength(1);
  const changed = nextEvent(follower.client, 'changed');
  await poller.client.refresh();
  await changed;
  expect(follower.client.isEnabled(name)).toBe(true);
});
