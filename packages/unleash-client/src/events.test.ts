import { UnleashError } from '@unleash-client/http';
import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from './testing/body-of.testing';
import { createTestClient } from './testing/create-test-client.testing';
import { featuresOf } from './testing/features-of.testing';
import { startOfflineClient } from './testing/start-offline-client.testing';
import { startScriptedServer } from './testing/start-scripted-server.testing';
import { startTestServer } from './testing/start-test-server.testing';

const seen = featuresOf({ name: 'seen', impressionData: true });

describe('ready', () => {
  test('comes once, with the first flags from anywhere', async () => {
    const { connection } = await startTestServer();
    const { client, eventsOf } = createTestClient({ ...connection, bootstrap: seen });
    const initialized = client.initialize();
    expect(eventsOf('ready')).toEqual([expect.objectContaining({ source: 'bootstrap' })]);
    await initialized;
    await client.refresh();
    expect(eventsOf('ready')).toHaveLength(1);
  });

  test('reaches a listener that was added after construction, for bootstrapped flags too', async () => {
    const { client, log } = createTestClient({ bootstrap: seen });
    const listener = vi.fn();
    client.on('ready', listener);
    expect(listener).not.toHaveBeenCalled();
    await client.initialize({ fetchToggles: false });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(log.lines).toEqual([expect.stringContaining('there is no cache to follow')]);
  });
});

describe('fetched', () => {
  test('comes with each new version and carries what the server sent', async () => {
    const server = await startScriptedServer((index) => ({ body: bodyOf(`v${index}`) }));
    const { client, eventsOf } = createTestClient({ url: server.url, refreshInterval: 0 });
    await client.initialize();
    await client.refresh();
    expect(eventsOf('fetched').map(({ features }) => features)).toEqual([
      [{ enabled: true, strategies: [], name: 'v0' }],
      [{ enabled: true, strategies: [], name: 'v1' }],
    ]);
  });

  test('parses its features when they are read, once, and shares nothing with the client', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('a') }));
    const { client, eventsOf } = createTestClient({ url: server.url });
    const parse = vi.spyOn(JSON, 'parse');
    await client.initialize();
    expect(parse).toHaveBeenCalledTimes(1);
    const [event] = eventsOf('fetched');
    const features = event?.features as { name: string }[];
    expect(event?.features).toBe(features);
    expect(parse).toHaveBeenCalledTimes(2);
    parse.mockRestore();
    features.splice(0);
    expect(client.isEnabled('a')).toBe(true);
  });

  test('does not come with a 304', async () => {
    const { connection } = await startTestServer();
    const { client, eventsOf } = createTestClient(connection);
    await client.initialize();
    await client.refresh();
    expect([eventsOf('fetched').length, eventsOf('unchanged').length]).toEqual([1, 1]);
  });
});

describe('synchronized', () => {
  test('comes once, with the first answer of the server', async () => {
    const server = await startScriptedServer((index) =>
      index === 0 ? { status: 503 } : { body: bodyOf(`v${index}`) },
    );
    const { client, eventsOf, log } = createTestClient({
      url: server.url,
      bootstrap: seen,
      refreshInterval: 0,
      requestRetries: 0,
    });
    await client.initialize();
    expect(eventsOf('synchronized')).toEqual([]);
    await client.refresh();
    await client.refresh();
    expect(eventsOf('synchronized')).toHaveLength(1);
    expect(log.lines).toHaveLength(1);
  });

  test('never comes from a cache or bootstrap', async () => {
    const { eventsOf } = await startOfflineClient(seen);
    expect(eventsOf('synchronized')).toEqual([]);
  });
});

describe('warn and error', () => {
  test('reach their listeners instead of the log', async () => {
    const server = await startScriptedServer(() => ({ status: 503 }));
    const { client, log } = createTestClient({
      url: server.url,
      customStrategies: {},
      bootstrap: featuresOf({ name: 'f', strategies: [{ name: 'Nobody' }] }),
    });
    const warned = vi.fn();
    const failed = vi.fn();
    client.on('warn', warned);
    client.on('error', failed);
    await client.initialize();
    client.isEnabled('f');
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({
        eventType: 'warn',
        kind: expect.stringContaining('unknown-strategy'),
        message: expect.stringContaining('Nobody'),
      }),
    );
    expect(failed).toHaveBeenCalledWith(
      expect.objectContaining({ eventType: 'error', error: expect.any(UnleashError) }),
    );
    expect(log.lines).toEqual([]);
  });
});

describe('on, once and off', () => {
  test('on returns its undo', async () => {
    const { client } = await startOfflineClient(seen);
    const listener = vi.fn();
    const stop = client.on('impression', listener);
    client.isEnabled('seen');
    stop();
    stop();
    client.isEnabled('seen');
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('once is for one event, and can be undone before', async () => {
    const { client } = await startOfflineClient(seen);
    const [listener, undone] = [vi.fn(), vi.fn()];
    client.once('impression', listener);
    client.once('impression', undone)();
    client.isEnabled('seen');
    client.isEnabled('seen');
    expect([listener.mock.calls.length, undone.mock.calls.length]).toEqual([1, 0]);
  });

  test('off removes a listener', async () => {
    const { client } = await startOfflineClient(seen);
    const listener = vi.fn();
    client.on('feature_flag', listener);
    client.off('feature_flag', listener);
    client.isEnabled('seen');
    expect(listener).not.toHaveBeenCalled();
  });
});

describe.each(['on', 'once', 'off'] as const)('%s refuses', (method) => {
  test.each([
    [
      'a name that no event has',
      'change',
      () => undefined,
      /^there is no event change; the events are ready, /,
    ],
    [
      'what is no function',
      'changed',
      undefined,
      'the listener of changed must be a function, got undefined',
    ],
  ])('%s', (_, name, listener, message) => {
    const { client } = createTestClient();
    const add = () => client[method](name as 'changed', listener as never);
    expect(add).toThrow(TypeError);
    expect(add).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(add).toThrow(message);
  });
});

describe('a listener that fails', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('no room');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('no room');
      },
    ],
  ])('and %s reaches nobody but one LISTENER error', async (_, broken) => {
    const { client, eventsOf, log } = await startOfflineClient(seen);
    const next = vi.fn();
    client.on('impression', broken);
    client.on('impression', next);
    for (let times = 0; times < 3; times += 1) expect(client.isEnabled('seen')).toBe(true);
    await vi.waitFor(() => expect(eventsOf('error')).toHaveLength(1));
    expect(eventsOf('error')[0]?.error).toMatchObject({
      code: 'LISTENER',
      message: 'a listener of the event impression failed: no room',
      cause: expect.objectContaining({ message: 'no room' }),
    });
    expect(next).toHaveBeenCalledTimes(3);
    expect(log.lines).toHaveLength(1);
  });

  test('and listens to errors ends in no loop', async () => {
    const { client, eventsOf } = await startOfflineClient(seen);
    const broken = vi.fn(() => {
      throw new Error('again');
    });
    client.on('error', broken);
    client.on('impression', broken);
    client.isEnabled('seen');
    expect(broken).toHaveBeenCalledTimes(3);
    expect(eventsOf('error')).toHaveLength(2);
  });
});
