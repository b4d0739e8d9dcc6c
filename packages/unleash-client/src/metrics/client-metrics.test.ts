import type { UnleashEvent } from '@unleash-client/events';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { startUsageServer, type UsageServerOptions } from '../testing/start-usage-server.testing';
import { sumUsage } from '../testing/sum-usage.testing';

/** A started client that reports usage when it is told to. */
async function start(behaviour: UsageServerOptions = {}, options: Partial<UnleashOptions> = {}) {
  const server = await startUsageServer(behaviour);
  const scheduler = createManualScheduler();
  const made = createTestClient({
    url: server.url,
    scheduler,
    refreshInterval: 0,
    metricsInterval: 10_000,
    metricsJitter: 0,
    disableMetrics: false,
    ...options,
  });
  expect((await made.client.initialize()).source).toBe('server');
  return { ...made, server, scheduler };
}

test('a name that is no flag is counted in each report, by all who ask', async () => {
  const { client, server } = await start();
  for (let round = 0; round < 3; round += 1) {
    client.isEnabled('unknown');
    client.isEnabled('unknown', {}, true);
    client.getVariant('unknown');
    client.evaluate('unknown');
    await client.flushMetrics();
    expect(Object.fromEntries(sumUsage(server.taken.slice(-1)))).toEqual({
      unknown: { yes: 1, no: 3, variants: { disabled: 2 } },
    });
  }
});

describe('a report that fails is kept and sent with the next one', () => {
  test.each([
    ['the server has no such address', { status: 404 }, /404/],
    ['the server is overloaded', { status: 503 }, /503/],
    ['there are too many requests', { status: 429 }, /429/],
    ['the connection breaks', { body: 'half of it', cut: true }, /client\/metrics failed: /],
  ])('when %s', async (_, answer, message) => {
    const { client, server, log, eventsOf } = await start({
      metrics: (index) => (index === 0 ? answer : undefined),
    });
    for (const name of ['on', 'on', 'unknown']) client.getVariant(name);
    await client.flushMetrics();
    expect(eventsOf('error').map(({ error }) => error.message)).toEqual([expect.stringMatching(message)]);
    expect(log.lines).toHaveLength(1);
    client.isEnabled('on');
    await client.flushMetrics();
    expect(Object.fromEntries(sumUsage(server.taken.slice(-1)))).toEqual({
      on: { yes: 3, no: 0, variants: { disabled: 2 } },
      unknown: { yes: 0, no: 1, variants: { disabled: 1 } },
    });
    expect(server.requests.metrics).toHaveLength(2);
  });

  test('but not when the server finds it wrong, which is told', async () => {
    const { client, server, log } = await start({
      metrics: (index) => (index === 0 ? { status: 400 } : undefined),
    });
    client.isEnabled('on');
    await client.flushMetrics();
    expect(log.lines).toEqual([expect.stringMatching(/400; dropped: usage of 1 flag$/)]);
    client.isEnabled('on');
    await client.flushMetrics();
    expect(sumUsage(server.taken).get('on')?.yes).toBe(1);
  });
});

test('flushMetrics called many times at once starts no timers of its own, and counts arrive once', async () => {
  const { client, server, scheduler } = await start();
  for (let times = 0; times < 50; times += 1) {
    client.isEnabled('on');
    void client.flushMetrics();
  }
  await client.flushMetrics();
  expect(sumUsage(server.taken).get('on')?.yes).toBe(50);
  expect(server.requests.metrics.length).toBeLessThanOrEqual(2);
  await vi.waitFor(() => expect(scheduler.delays).toEqual([10_000]));
});

describe('registration', () => {
  const options = { disableRegistration: false };

  test('is told once with what was sent', async () => {
    const { server, eventsOf, client } = await start({}, options);
    await vi.waitFor(() => expect(eventsOf('registered')).toHaveLength(1));
    await client.refresh();
    expect(server.requests.register.map(({ body }) => JSON.parse(body))).toEqual([
      eventsOf('registered')[0]?.payload,
    ]);
    expect(eventsOf('registered')[0]?.payload).toMatchObject({ appName: 'test-app', interval: 10_000 });
  });

  test('is tried again until it succeeds', async () => {
    const { server, scheduler, log, eventsOf } = await start(
      { register: (index) => (index < 2 ? { status: 503 } : undefined) },
      { ...options, disableMetrics: true },
    );
    for (const failures of [1, 2]) {
      await vi.waitFor(() => expect(scheduler.delays).toHaveLength(1));
      expect(eventsOf('error')).toHaveLength(failures);
      scheduler.advance(600_000);
    }
    await vi.waitFor(() => expect(eventsOf('registered')).toHaveLength(1));
    expect(server.requests.register).toHaveLength(3);
    expect(scheduler.delays).toEqual([]);
    expect(log.lines).toEqual(['error: [unleash] registering the client failed: the server answered 503']);
  });

  test('that hangs keeps neither initialize nor destroy waiting', async () => {
    const { client, server, eventsOf } = await start({ register: () => 'hang' }, options);
    await server.received('register');
    const started = performance.now();
    await client.destroy();
    expect(performance.now() - started).toBeLessThan(1000);
    expect([...eventsOf('registered'), ...eventsOf('error')]).toEqual([]);
  });

  test('does not happen for a client that nobody starts', async () => {
    const server = await startUsageServer();
    const { client } = createTestClient({
      url: server.url,
      disableMetrics: false,
      disableRegistration: false,
    });
    await client.destroy();
    expect([...server.requests.register, ...server.requests.metrics]).toEqual([]);
  });
});

describe('sent', () => {
  test('carries each report that the server took, as it was sent', async () => {
    const { client, server } = await start();
    client.isEnabled('on');
    const sent = nextEvent(client, 'sent');
    await client.flushMetrics();
    expect((await sent).payload).toEqual(server.taken[0]);
    expect((await sent).payload).toMatchObject({ bucket: { toggles: { on: { yes: 1, no: 0 } } } });
  });

  test('does not come for a report that failed', async () => {
    const { client, log, eventsOf } = await start({ metrics: () => ({ status: 503 }) });
    client.isEnabled('on');
    await client.flushMetrics();
    expect(eventsOf('sent')).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });
});

describe('count', () => {
  test('comes with each evaluation to those who listen to it by name', async () => {
    const { client } = await start();
    const counts: Partial<UnleashEvent>[] = [];
    const off = client.on('count', ({ eventId, ...count }) => counts.push(count));
    client.isEnabled('on');
    client.getVariant('on');
    client.evaluate('unknown', {}, true);
    client.evaluateAll();
    off();
    client.isEnabled('on');
    const eventType = 'count';
    expect(counts).toEqual([
      { eventType, featureName: 'on', enabled: true },
      { eventType, featureName: 'on', enabled: true, variant: 'disabled' },
      { eventType, featureName: 'unknown', enabled: true, variant: 'disabled' },
    ]);
  });

  test('is not built for an eventCallback alone, which gets it where somebody listens', async () => {
    const { client, eventsOf } = await start();
    client.isEnabled('on');
    expect(eventsOf('count')).toEqual([]);
    client.once('count', () => undefined);
    client.isEnabled('on');
    client.isEnabled('on');
    expect(eventsOf('count')).toHaveLength(1);
  });

  test('whose listener throws changes no answer and no count', async () => {
    const { client, server, log } = await start();
    client.on('count', () => {
      throw new Error('full');
    });
    expect([client.isEnabled('on'), client.isEnabled('on')]).toEqual([true, true]);
    await client.flushMetrics();
    expect(sumUsage(server.taken).get('on')?.yes).toBe(2);
    expect(log.lines).toEqual(['error: [unleash] a listener of the event count failed: full']);
  });
});

test('the identity of reports is that of requests and of the registration', async () => {
  const { server, connection } = await startTestServer();
  const { client } = createTestClient({
    ...connection,
    disableMetrics: false,
    disableRegistration: false,
    instanceId: 'shop-1',
  });
  await client.initialize();
  client.isEnabled('on');
  await client.flushMetrics();
  await vi.waitFor(() => expect(server.registrations).toHaveLength(1));
  const [report] = server.metrics;
  const identity = {
    appName: 'test-app',
    instanceId: 'shop-1',
    connectionId: server.requests[0]?.headers['unleash-connection-id'],
    specVersion: '6.1.0',
    platformName: 'node',
    platformVersion: process.version,
  };
  expect(report).toMatchObject(identity);
  expect(server.registrations[0]).toMatchObject(identity);
});
