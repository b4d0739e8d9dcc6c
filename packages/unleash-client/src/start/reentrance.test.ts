import { MemoryCache } from '@unleash-client/cache';
import { expect, test, vi } from 'vitest';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { storedText } from '../testing/stored-text.testing';

const bootstrap = { features: [{ name: 'old', enabled: true }] };

test('destroy() in a listener to `ready` leaves nothing at work', async () => {
  const get = vi.fn(() => storedText(['cached']));
  const scheduler = createManualScheduler();
  const { client, events } = createTestClient({ bootstrap, scheduler, cache: { get, set: () => undefined } });
  client.on('ready', () => void client.destroy());
  await client.initialize({ fetchToggles: false });
  await client.destroy();
  expect(scheduler.delays).toEqual([]);
  expect(events.map(({ eventType }) => eventType)).toEqual(['ready']);
});

test('destroy() in a listener to the first warning leaves nothing at work', async () => {
  const { client, eventsOf } = createTestClient({ bootstrap });
  client.on('warn', () => void client.destroy());
  await client.initialize({ fetchToggles: false });
  expect(eventsOf('warn')).toHaveLength(1);
  expect(await client.destroy()).toBeUndefined();
});

test('initialize() in a listener joins the one under way', async () => {
  const { client, log, eventsOf } = createTestClient({ bootstrap });
  const inner: unknown[] = [];
  client.on('warn', () => inner.push(client.initialize()));
  const outer = client.initialize({ fetchToggles: false });
  expect(client.initialize()).toBe(outer);
  await outer;
  expect(inner.every((promise) => promise === outer)).toBe(true);
  expect(eventsOf('warn').map(({ kind }) => kind)).toEqual(['initialize', 'initialize']);
  expect(log.lines).toEqual([]);
});

test('refresh() in a listener to `ready` asks the server', async () => {
  const { server, connection } = await startTestServer();
  const { client } = createTestClient({ ...connection, bootstrap, refreshInterval: 0 });
  const refreshed = new Promise((resolve) => client.once('ready', () => resolve(client.refresh())));
  void client.initialize();
  await refreshed;
  expect(server.requests.length).toBeGreaterThan(0);
  expect(client.isEnabled('on')).toBe(true);
});

test('refresh() of a client that nobody started waits for the flags of the server', async () => {
  const { connection } = await startTestServer();
  const { client } = createTestClient({ ...connection, bootstrap, refreshInterval: 0 });
  await client.refresh();
  expect([client.isEnabled('on'), client.isEnabled('old')]).toEqual([true, false]);
});

test('a refused token and a slow cache: the cached flags are waited for', async () => {
  const server = await startScriptedServer(() => ({ status: 401 }));
  const get = () => new Promise<string>((resolve) => setTimeout(resolve, 700, storedText(['cached'])));
  const { client, log } = createTestClient({ url: server.url, cache: { get, set: () => undefined } });
  expect(await client.initialize()).toMatchObject({ source: 'cache', error: { code: 'UNAUTHORIZED' } });
  expect(log.lines).toEqual([expect.stringContaining('answered 401')]);
});

test('a follower takes what the cache brings over what it was started with', async () => {
  const { client } = createTestClient({
    bootstrap,
    cache: { get: () => storedText(['cached']), set: () => undefined },
  });
  await client.initialize({ fetchToggles: false });
  await vi.waitFor(() => expect(client.isEnabled('cached')).toBe(true));
});

test('a failure that is final by the timeout is not waited for', async () => {
  const { client, log } = createTestClient({ requestRetries: 0, cache: new MemoryCache() });
  const started = performance.now();
  expect(await client.initialize()).toMatchObject({ source: 'none', error: { code: 'UNAVAILABLE' } });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(log.lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
});
