import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { runFast } from '../testing/run-fast.testing';
import { SOON } from '../testing/soon.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTamperingProxy } from '../testing/start-tampering-proxy.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const openSource = { delta: false, streaming: false };

describe.each(['delta', 'streaming'] as const)('%s at a server that has no such thing', (mode) => {
  test('gives way to polling within the first second, with one warning', async () => {
    const { server, connection } = await startTestServer(undefined, openSource);
    const { client, log, eventsOf } = createTestClient({ ...connection, mode });
    const startedAt = performance.now();
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);

    const reason = `the server offers no client/${mode} (status 404)`;
    const message = `${mode} gives way to polling: ${reason}`;
    expect(eventsOf('mode')).toMatchObject([{ from: mode, to: 'polling', reason }]);
    expect(eventsOf('warn')).toMatchObject([{ kind: 'mode', message }]);
    expect(eventsOf('error')).toEqual([]);
    expect(log.lines).toEqual([`warn: [unleash] ${message}`]);
    expect(server.requests.map(({ path }) => path.replace('/api/client/', ''))).toEqual([
      mode,
      'features',
      'features',
    ]);
  });

  test('is tried again, and warned of no second time', async () => {
    const { server, connection } = await startTestServer(undefined, openSource);
    const { client, log, eventsOf } = createTestClient({ ...connection, mode, scheduler: runFast(10_000) });
    await client.initialize();
    const tries = () => server.requests.filter(({ path }) => path.endsWith(mode)).length;
    await vi.waitFor(() => expect(tries()).toBeGreaterThan(2), SOON);
    await client.destroy();
    expect(eventsOf('warn')).toHaveLength(1);
    expect(eventsOf('mode')).toHaveLength(1);
    expect(log.lines).toHaveLength(1);
  });
});

describe('a stream', () => {
  test.each([
    ['is answered with 503', { status: 503 }],
    ['hangs', 'hang'],
    ['is answered with a page', { headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' }],
    ['is forbidden', { status: 403 }],
  ] as const)('that %s leaves the first flags to polling', async (_, answer) => {
    const server = await startScriptedServer((_index, { url }) =>
      url.includes('streaming') ? answer : { body: bodyOf('on') },
    );
    const { client, log, eventsOf } = createTestClient({ url: server.url, mode: 'streaming' });
    const startedAt = performance.now();
    expect(await client.initialize()).toEqual({ source: 'server', flags: 1 });
    // A second is the stream's; the rest is the poll's.
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(client.isEnabled('on')).toBe(true);
    expect(eventsOf('synchronized')).toHaveLength(1);
    expect(log.lines.length).toBeLessThanOrEqual(1);
  });

  test('that fails again and again gives way to polling, and is taken up later', async () => {
    const { server, connection } = await startTestServer();
    let isBroken = true;
    const proxy = await startTamperingProxy(server.url, {
      event: (event) => (isBroken ? ['event: unleash-connected\ndata: {"events":[{"type":'] : [event]),
    });
    const options = { ...connection, url: proxy.url, mode: 'streaming', scheduler: runFast(1000) } as const;
    const { client, eventsOf } = createTestClient({ ...options, logLevel: 'silent' });
    expect(await client.initialize({ timeoutMs: 1_000_000 })).toEqual({ source: 'server', flags: 2 });
    await vi.waitFor(() => expect(eventsOf('mode')).toHaveLength(1), SOON);
    isBroken = false;
    await vi.waitFor(() => expect(eventsOf('mode')).toHaveLength(2), SOON);
    expect(eventsOf('mode')).toMatchObject([
      { from: 'streaming', to: 'polling', reason: expect.stringContaining('again and again') },
      { from: 'polling', to: 'streaming', reason: 'streaming works again' },
    ]);
    expect(eventsOf('warn')).toHaveLength(1);
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
  });
});

describe('a server that asks for another mode', () => {
  test('gets it on an open stream, and a stream again when it wants to', async () => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf } = createTestClient({
      ...connection,
      mode: 'streaming',
      scheduler: runFast(1000),
      logLevel: 'silent',
    });
    await client.initialize();
    const toPolling = nextEvent(client, 'mode');
    server.setFetchMode('polling');
    expect(await toPolling).toMatchObject({
      from: 'streaming',
      to: 'polling',
      reason: 'the server asked for polling',
    });
    await vi.waitFor(() => expect(server.streams).toBe(0), SOON);
    const toStreaming = nextEvent(client, 'mode');
    server.setFetchMode('streaming');
    expect(await toStreaming).toMatchObject({ from: 'polling', to: 'streaming' });
    await vi.waitFor(() => expect(server.streams).toBe(1), SOON);
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
    expect(eventsOf('warn').map(({ kind }) => kind)).toEqual(['mode']);
  });

  test.each(['polling', 'delta'] as const)(
    'is not heard by a client that was told to use %s',
    async (mode) => {
      const { server, connection } = await startTestServer();
      server.setFetchMode('streaming');
      const { client, eventsOf } = createTestClient({ ...connection, mode });
      await client.initialize();
      await client.refresh();
      expect(eventsOf('mode')).toEqual([]);
      expect(server.streams).toBe(0);
    },
  );
});
