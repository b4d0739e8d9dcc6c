import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from './testing/body-of.testing';
import { createManualScheduler } from './testing/create-manual-scheduler.testing';
import { createRecordingLogger } from './testing/create-recording-logger.testing';
import { createTestClient } from './testing/create-test-client.testing';
import { defer } from './testing/defer.testing';
import { featuresOf } from './testing/features-of.testing';
import { nextEvent } from './testing/next-event.testing';
import { startScriptedServer } from './testing/start-scripted-server.testing';
import { startTestServer } from './testing/start-test-server.testing';
import { UnleashClient } from './unleash-client';

describe('the constructor', () => {
  test('does no I/O and starts no timer', async () => {
    const { server, connection } = await startTestServer();
    const scheduler = createManualScheduler();
    const get = vi.fn();
    const customHeaders = vi.fn();
    const before = process.getActiveResourcesInfo();
    createTestClient({ ...connection, scheduler, customHeaders, cache: { get, set: get } });
    expect(process.getActiveResourcesInfo()).toEqual(before);
    expect(scheduler.delays).toEqual([]);
    await new Promise(setImmediate);
    expect([get.mock.calls, customHeaders.mock.calls, server.requests]).toEqual([[], [], []]);
  });
});

describe('refresh', () => {
  test('fetches now', async () => {
    const { server, connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, refreshInterval: 0 });
    await client.initialize();
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);
  });

  test('joins a fetch under way: there is one request at a time', async () => {
    const gate = defer();
    const server = await startScriptedServer(async (index) => {
      if (index > 0) await gate.promise;
      return { body: bodyOf(`v${index}`) };
    });
    const { client } = createTestClient({ url: server.url, refreshInterval: 0 });
    await client.initialize();
    const refreshes = Array.from({ length: 50 }, () => client.refresh());
    await server.received(2);
    gate.resolve();
    await Promise.all(refreshes);
    expect(server.requests).toHaveLength(2);
    expect(client.isEnabled('v1')).toBe(true);
  });

  test('starts a client that nobody has started', async () => {
    const { connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, refreshInterval: 0 });
    await client.refresh();
    expect(client.isEnabled('on')).toBe(true);
  });

  test('does not reject when the server fails', async () => {
    const { client, log } = createTestClient({ requestRetries: 0, bootstrap: featuresOf('boot') });
    await client.refresh();
    await client.refresh();
    expect(client.isEnabled('boot')).toBe(true);
    expect(log.lines).toHaveLength(1);
  });
});

describe('destroy', () => {
  test('aborts the request under way and settles within a second', async () => {
    const server = await startScriptedServer(() => 'hang');
    const { client, events } = createTestClient({ url: server.url });
    void client.initialize();
    await server.received(1);
    const start = performance.now();
    await client.destroy();
    expect(performance.now() - start).toBeLessThan(1000);
    expect(events).toEqual([]);
  });

  test('settles within a second when the cache hangs', async () => {
    const hang = () => new Promise<never>(() => undefined);
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ scheduler, cache: { get: hang, set: hang } });
    void client.initialize();
    const start = performance.now();
    await client.destroy();
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('waits for a cache that is writing', async () => {
    const { connection } = await startTestServer();
    const written = defer();
    let isWritten = false;
    const { client } = createTestClient({
      ...connection,
      cache: {
        get: () => null,
        set: () =>
          written.promise.then(() => {
            isWritten = true;
          }),
      },
    });
    await client.initialize();
    const destroyed = client.destroy();
    written.resolve();
    await destroyed;
    expect(isWritten).toBe(true);
  });

  test('waits for a cache that is being read, which its owner may close afterwards', async () => {
    const [asked, answer] = [defer(), defer<null>()];
    let isRead = false;
    const get = async () => {
      asked.resolve();
      await answer.promise;
      isRead = true;
      return null;
    };
    const { client, events } = createTestClient({ cache: { get, set: () => undefined } });
    void client.initialize({ fetchToggles: false });
    await asked.promise;
    const wasRead = client.destroy().then(() => isRead);
    await new Promise(setImmediate);
    answer.resolve(null);
    expect(await wasRead).toBe(true);
    expect(events).toEqual([]);
  });

  test('leaves the cache and the flags in use as they are', async () => {
    const { connection } = await startTestServer();
    const cache = { get: () => null, set: () => undefined, destroy: vi.fn(), close: vi.fn() };
    const { client } = createTestClient({ ...connection, cache });
    await client.initialize();
    await client.destroy();
    expect(client.isEnabled('on')).toBe(true);
    expect(cache.destroy).not.toHaveBeenCalled();
  });

  test('ends the polls', async () => {
    const { server, connection } = await startTestServer();
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ ...connection, scheduler });
    await client.initialize();
    await client.destroy();
    scheduler.advance(1_000_000);
    await client.refresh();
    expect(server.requests).toHaveLength(1);
  });

  test('answers a second call with the same promise', async () => {
    const { client } = createTestClient();
    expect(client.destroy()).toBe(client.destroy());
    await client.destroy();
  });

  test('a second time changes nothing, whatever it is told: counts arrive once', async () => {
    const { server, connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, disableMetrics: false });
    await client.initialize();
    client.isEnabled('on');
    const first = client.destroy();
    await client.destroy({ flush: false, timeoutMs: 0 });
    await first;
    client.isEnabled('on');
    await client.destroy();
    await client.flushMetrics();
    expect(server.metrics.map(({ bucket }) => bucket?.toggles.on?.yes)).toEqual([1]);
  });

  test('of a client that was never started asks nothing and warns nobody afterwards', async () => {
    const { client, log } = createTestClient({ bootstrap: featuresOf('boot') });
    await client.destroy();
    expect(client.isEnabled('boot')).toBe(true);
    expect(log.lines).toEqual([]);
  });
});

test('await using destroys the client at the end of the block', async () => {
  const { connection } = await startTestServer();
  let outer: UnleashClient;
  {
    await using client = new UnleashClient({ ...connection, appName: 'a', logger: createRecordingLogger() });
    await client.initialize();
    outer = client;
  }
  await expect(outer.refresh()).resolves.toBeUndefined();
  const { client: fresh } = createTestClient({ ...connection, appName: 'a', multipleInstanceMode: 'block' });
  expect(fresh).toBeInstanceOf(UnleashClient);
});

test('a change on the server reaches the client with the next poll', async () => {
  const { server, connection } = await startTestServer();
  const scheduler = createManualScheduler();
  const { client } = createTestClient({ ...connection, scheduler });
  await client.initialize();
  for (const enabled of [true, false, true]) {
    const changed = nextEvent(client, 'changed');
    server.updateFlag('off', { enabled });
    await vi.waitFor(() => expect(scheduler.delays).toHaveLength(1));
    scheduler.advance(16_500);
    expect(await changed).toMatchObject({ added: [], removed: [], updated: ['off'] });
    expect(client.isEnabled('off')).toBe(enabled);
  }
});

test('a token that is rotated works again without a restart', async () => {
  let isRotated = false;
  const server = await startScriptedServer(() => (isRotated ? { body: bodyOf('a') } : { status: 401 }));
  const scheduler = createManualScheduler();
  const { client, log } = createTestClient({
    url: server.url,
    scheduler,
    refreshInterval: 10_000,
    refreshJitter: 0,
  });
  expect((await client.initialize()).error?.code).toBe('UNAUTHORIZED');
  isRotated = true;
  const ready = nextEvent(client, 'ready');
  await vi.waitFor(() => expect(scheduler.delays).toEqual([100_000]));
  scheduler.advance(100_000);
  expect((await ready).source).toBe('server');
  expect(log.lines).toHaveLength(1);
});
