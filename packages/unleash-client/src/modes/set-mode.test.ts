import { MemoryCache } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const MODES = ['polling', 'delta', 'streaming'] as const;
const PATHS = {
  polling: '/api/client/features',
  delta: '/api/client/delta',
  streaming: '/api/client/streaming',
};
const ways = MODES.flatMap((from) => MODES.filter((to) => to !== from).map((to) => ({ from, to })));

describe('setMode at runtime', () => {
  test.each(ways)('changes from $from to $to', async ({ from, to }) => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf, log } = createTestClient({ ...connection, mode: from });
    await client.initialize();
    const before = server.requests.length;
    const fetched = nextEvent(client, 'fetched');
    client.setMode(to);
    expect(client.isEnabled('on')).toBe(true);
    await fetched;
    // Whoever refreshes at once joins the fetch that has just told of its flags.
    await client.refresh();
    expect(server.requests.slice(before).map(({ path }) => path)).toEqual([PATHS[to]]);
    expect(eventsOf('mode')).toMatchObject([{ from, to, reason: 'setMode was called' }]);

    server.updateFlag('off', { enabled: true });
    await client.refresh();
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
    await vi.waitFor(() => expect(server.streams).toBe(to === 'streaming' ? 1 : 0), SOON);
    // What was asked for is nothing to warn of, and flags that did not change have not changed.
    expect(log.lines).toEqual([]);
    expect(eventsOf('changed')).toMatchObject([{ added: ['on', 'off'] }, { updated: ['off'] }]);
  });

  test.each(MODES)('does nothing when the mode is %s already', async (mode) => {
    const { server, connection } = await startTestServer();
    const { client, events } = createTestClient({ ...connection, mode });
    await client.initialize();
    const before = [events.length, server.requests.length];
    client.setMode(mode);
    await new Promise((resolve) => setImmediate(resolve));
    expect([events.length, server.requests.length]).toEqual(before);
  });

  test('again and again ends with what was said last, and with one stream', async () => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf } = createTestClient(connection);
    await client.initialize();
    for (const mode of ['streaming', 'delta', 'streaming', 'polling', 'streaming'] as const)
      client.setMode(mode);
    await vi.waitFor(() => expect(server.streams).toBe(1), SOON);
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
    expect(eventsOf('mode').at(-1)?.to).toBe('streaming');
  });

  test('may be called by a listener of mode events', async () => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf } = createTestClient(connection);
    await client.initialize();
    client.once('mode', () => client.setMode('delta'));
    client.setMode('streaming');
    await vi.waitFor(
      () => expect(eventsOf('mode').map(({ to }) => to)).toEqual(['streaming', 'delta']),
      SOON,
    );
    await client.refresh();
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);
    await vi.waitFor(() => expect(server.streams).toBe(0), SOON);
  });
});

test.each(['begin', 'go on'])('setMode before the client has a server says how to %s', async (when) => {
  const { server, connection } = await startTestServer();
  const { client, eventsOf } = createTestClient(connection);
  if (when === 'begin') client.setMode('streaming');
  const initialized = client.initialize();
  if (when === 'go on') client.setMode('streaming');
  await initialized;
  expect(server.requests.map(({ path }) => path)).toEqual([PATHS.streaming]);
  expect(eventsOf('mode')).toEqual([]);
});

test('setMode after destroy does nothing', async () => {
  const { server, connection } = await startTestServer();
  const { client, events } = createTestClient(connection);
  await client.initialize();
  await client.destroy();
  const before = [events.length, server.requests.length];
  client.setMode('streaming');
  await new Promise((resolve) => setImmediate(resolve));
  expect([events.length, server.requests.length]).toEqual(before);
  expect(server.streams).toBe(0);
});

test('setMode on a client that follows a cache asks no server', async () => {
  const { server, connection } = await startTestServer();
  const options = {
    ...connection,
    cache: new MemoryCache(),
    multipleInstanceMode: 'silently-allow',
  } as const;
  const writer = createTestClient(options);
  await writer.client.initialize();
  const { client, eventsOf } = createTestClient(options);
  await client.initialize({ fetchToggles: false });
  client.setMode('streaming');
  const changed = nextEvent(client, 'changed');
  server.updateFlag('off', { enabled: true });
  await writer.client.refresh();
  expect((await changed).updated).toEqual(['off']);
  expect([server.streams, eventsOf('mode')]).toEqual([0, []]);
});

test.each(['push', undefined, null, 7])('setMode refuses %j', (mode) => {
  const { client } = createTestClient();
  expect(() => client.setMode(mode as never)).toThrow(
    /^mode must be one of 'polling', 'delta', 'streaming', got /,
  );
});
