import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';

/** The one delay that is waited for once the first answer is there. */
async function delayAfterFirstPoll(options: { refreshInterval?: number; refreshJitter?: number }) {
  const { connection } = await startTestServer();
  const scheduler = createManualScheduler();
  const { client } = createTestClient({ ...connection, scheduler, ...options });
  await client.initialize();
  await vi.waitFor(() => expect(scheduler.delays).toHaveLength(options.refreshInterval === 0 ? 0 : 1));
  return { client, scheduler };
}

describe('mode', () => {
  test.each([
    [undefined, ['features']],
    ['polling', ['features']],
    ['delta', ['delta']],
    ['streaming', ['streaming']],
  ] as const)('of %s asks for %j', async (mode, paths) => {
    const { connection, server } = await startTestServer();
    const { client } = createTestClient({ ...connection, mode });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(client.isEnabled('on')).toBe(true);
    expect(server.requests.map(({ path }) => path)).toEqual(paths.map((path) => `/api/client/${path}`));
  });
});

describe('refreshInterval', () => {
  test('is the time between two polls', async () => {
    const { connection, server } = await startTestServer();
    const scheduler = createManualScheduler();
    const { client } = createTestClient({
      ...connection,
      scheduler,
      refreshInterval: 60_000,
      refreshJitter: 0,
    });
    await client.initialize();
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(scheduler.delays).toEqual([60_000]));
    scheduler.advance(59_999);
    expect(client.isEnabled('off')).toBe(false);
    const changed = nextEvent(client, 'changed');
    scheduler.advance(1);
    expect((await changed).updated).toEqual(['off']);
    expect(client.isEnabled('off')).toBe(true);
  });

  test('of 0 polls never again and leaves the fetching to refresh()', async () => {
    const { connection, server } = await startTestServer();
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ ...connection, scheduler, refreshInterval: 0 });
    await client.initialize();
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);
    expect(scheduler.delays).toEqual([]);
    expect(server.requests[0]?.headers).not.toHaveProperty('unleash-interval');
  });

  test('is 15 seconds by default', async () => {
    const { scheduler } = await delayAfterFirstPoll({ refreshJitter: 0 });
    expect(scheduler.delays).toEqual([15_000]);
  });
});

describe('refreshJitter', () => {
  test('adds up to so many milliseconds', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { scheduler } = await delayAfterFirstPoll({ refreshInterval: 10_000, refreshJitter: 4000 });
    expect(scheduler.delays).toEqual([12_000]);
    random.mockRestore();
  });

  test('is a tenth of the interval by default', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const { scheduler } = await delayAfterFirstPoll({ refreshInterval: 20_000 });
    expect(scheduler.delays).toEqual([21_998]);
    random.mockRestore();
  });
});

describe('requestTimeout', () => {
  test('ends a request that hangs', async () => {
    const server = await startScriptedServer(() => 'hang');
    const { client, log } = createTestClient({ url: server.url, requestTimeout: 50, requestRetries: 0 });
    const failed = nextEvent(client, 'error');
    void client.initialize();
    expect((await failed).error).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringMatching(/it waited for the answer for 50 ms, the time limit$/),
    });
    expect(log.lines).toEqual([expect.stringContaining('were seconds meant? (requestTimeout: 50)')]);
  });
});

describe('requestRetries', () => {
  const failuresUntilNormal = async (options: { requestRetries?: number }) => {
    const server = await startScriptedServer(() => ({ status: 503 }));
    const scheduler = createManualScheduler();
    const { client, log } = createTestClient({
      url: server.url,
      scheduler,
      refreshInterval: 100_000,
      ...options,
    });
    const initialized = client.initialize({ timeoutMs: 60_000 });
    const isQuick = () => scheduler.delays.some((delay) => delay !== 1000 && delay <= 2000);
    for (let tries = 1; ; tries += 1) {
      await vi.waitFor(() => expect(scheduler.delays.some((delay) => delay !== 1000)).toBe(true));
      if (!isQuick()) {
        await client.destroy();
        expect(await initialized).toMatchObject({ source: 'none', error: { status: 503 } });
        expect(log.lines).toEqual(['error: [unleash] fetching flags failed: the server answered 503']);
        return tries;
      }
      scheduler.advance(2000);
    }
  };

  test('repeats a first fetch that fails so many times within seconds', async () => {
    expect(await failuresUntilNormal({ requestRetries: 1 })).toBe(2);
    expect(await failuresUntilNormal({ requestRetries: 0 })).toBe(1);
  });

  test('is 3 by default', async () => {
    expect(await failuresUntilNormal({})).toBe(4);
  });

  test('does not count for later polls', async () => {
    const server = await startScriptedServer((index) =>
      index === 0 ? { body: bodyOf('on') } : { status: 503 },
    );
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ url: server.url, scheduler, refreshInterval: 100_000 });
    await client.initialize();
    const failed = nextEvent(client, 'error');
    scheduler.advance(110_000);
    expect((await failed).error.status).toBe(503);
    await vi.waitFor(() => expect(scheduler.delays).toHaveLength(1));
    expect(scheduler.delays[0]).toBeGreaterThanOrEqual(100_000);
  });
});

describe('scheduler', () => {
  test('runs the polls', async () => {
    const { connection, server } = await startTestServer();
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ ...connection, scheduler });
    await client.initialize();
    const unchanged = nextEvent(client, 'unchanged');
    await vi.waitFor(() => expect(scheduler.delays).toHaveLength(1));
    scheduler.advance(16_500);
    await unchanged;
    expect(server.requests).toHaveLength(2);
  });

  test('is called off by destroy', async () => {
    const { scheduler, client } = await delayAfterFirstPoll({});
    await client.destroy();
    expect(scheduler.delays).toEqual([]);
  });
});
