import { MemoryCache } from '@unleash-client/cache';
import { describe, expect, test } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { nextEvent } from '../testing/next-event.testing';
import { type Script, startScriptedServer } from '../testing/start-scripted-server.testing';

/** A server whose flags are in a cache already, and does from now on what the script says. */
async function serverWithCache(script: Script) {
  let isFilled = false;
  const server = await startScriptedServer((index, request) =>
    isFilled ? script(index, request) : { body: bodyOf('cached') },
  );
  const cache = new MemoryCache();
  const { client } = createTestClient({ url: server.url, cache });
  await client.initialize();
  await client.destroy();
  isFilled = true;
  return { url: server.url, cache, server };
}

/** Initializes a client, and tells how long that took in milliseconds. */
async function time(options: Partial<UnleashOptions>, timeoutMs?: number) {
  const made = createTestClient(options);
  const start = performance.now();
  const result = await made.client.initialize({ timeoutMs });
  return { ...made, result, tookMs: performance.now() - start };
}

const bootstrap = featuresOf('boot');

describe('initialize resolves', () => {
  test('with the first answer of the server', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('a', 'b') }));
    const { result } = await time({ url: server.url, bootstrap });
    expect(result).toEqual({ source: 'server', flags: 2 });
  });

  test('with the server when it confirms what is cached', async () => {
    const server = await startScriptedServer((_, { headers }) =>
      headers['if-none-match'] === undefined
        ? { body: bodyOf('a'), headers: { etag: '"1"' } }
        : { status: 304 },
    );
    const cache = new MemoryCache();
    const first = createTestClient({ url: server.url, cache });
    await first.client.initialize();
    await first.client.destroy();
    const { result } = await time({ url: server.url, cache });
    expect(result).toEqual({ source: 'server', flags: 1 });
    expect(server.requests).toHaveLength(2);
  });

  test('with bootstrapped flags as soon as the server has failed', async () => {
    const { result, tookMs, log } = await time({ bootstrap });
    expect(result).toMatchObject({ source: 'bootstrap', flags: 1, error: { code: 'UNAVAILABLE' } });
    expect(tookMs).toBeLessThan(1000);
    expect(log.lines).toHaveLength(1);
  });

  test('with cached flags as soon as the server has failed', async () => {
    const { url, cache } = await serverWithCache(() => ({ status: 503 }));
    const { result, tookMs, log } = await time({ url, cache });
    expect(result).toMatchObject({ source: 'cache', flags: 1, error: { status: 503 } });
    expect(tookMs).toBeLessThan(1000);
    expect(log.lines).toHaveLength(1);
  });

  test('with cached flags a second after a server began to hang', async () => {
    const { url, cache, server } = await serverWithCache(() => 'hang');
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ url, cache, scheduler });
    let result: unknown;
    const initialized = client.initialize().then((value) => {
      result = value;
    });
    await server.received(2);
    scheduler.advance(999);
    await new Promise(setImmediate);
    expect(result).toBeUndefined();
    expect(client.isEnabled('cached')).toBe(true);
    scheduler.advance(1);
    await initialized;
    expect(result).toEqual({ source: 'cache', flags: 1 });
  });

  test('without flags at the timeout when the server hangs', async () => {
    const server = await startScriptedServer(() => 'hang');
    const { result, tookMs } = await time({ url: server.url }, 200);
    expect(result).toEqual({ source: 'none', flags: 0 });
    expect(tookMs).toBeGreaterThan(190);
    expect(tookMs).toBeLessThan(700);
  });

  test('without flags at the timeout when the server keeps failing', async () => {
    const server = await startScriptedServer(() => ({ status: 503 }));
    const { result, log } = await time({ url: server.url }, 300);
    expect(result).toMatchObject({ source: 'none', flags: 0, error: { code: 'UNAVAILABLE', status: 503 } });
    expect(log.lines).toEqual(['error: [unleash] fetching flags failed: the server answered 503']);
  });

  test.each([401, 403])('at once when the server answers %i, with one error event', async (status) => {
    const server = await startScriptedServer(() => ({ status }));
    const { result, tookMs, log, eventsOf } = await time({ url: server.url });
    expect(result).toMatchObject({ source: 'none', flags: 0, error: { code: 'UNAUTHORIZED', status } });
    expect(tookMs).toBeLessThan(1000);
    expect(eventsOf('error')).toHaveLength(1);
    expect(log.lines).toEqual([
      expect.stringMatching(
        new RegExp(`server answered ${status} .*a valid backend \\(server-side\\) API token`),
      ),
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test('with bootstrapped flags when the server refuses the token', async () => {
    const server = await startScriptedServer(() => ({ status: 401 }));
    const { result, log } = await time({ url: server.url, bootstrap });
    expect(result).toMatchObject({ source: 'bootstrap', flags: 1, error: { code: 'UNAUTHORIZED' } });
    expect(log.lines).toHaveLength(1);
  });

  test('when the client is destroyed meanwhile', async () => {
    const server = await startScriptedServer(() => 'hang');
    const { client } = createTestClient({ url: server.url });
    const initialized = client.initialize();
    await server.received(1);
    await client.destroy();
    expect(await initialized).toEqual({ source: 'none', flags: 0 });
  });
});

describe('initialize', () => {
  test('answers a second call with the same promise and one warning', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('a') }));
    const { client, log } = createTestClient({ url: server.url });
    const results = await Promise.all([client.initialize(), client.initialize(), client.initialize()]);
    expect(results[1]).toBe(results[0]);
    expect(results[2]).toBe(results[0]);
    expect(server.requests).toHaveLength(1);
    expect(log.lines).toEqual([
      'warn: [unleash] initialize was called again; it starts the client only once',
    ]);
  });

  test('is refused after destroy', async () => {
    const { client } = createTestClient();
    await client.destroy();
    await expect(client.initialize()).rejects.toMatchObject({
      code: 'ABORTED',
      message: 'this client was destroyed; make a new one',
    });
    expect(await client.refresh()).toBeUndefined();
  });

  test.each([
    [{ timeoutMs: -1 }, 'timeoutMs must be a number of milliseconds from 0 to 2147483647, got -1'],
    [
      { timeoutMs: '5' },
      'timeoutMs must be a number of milliseconds from 0 to 2147483647, got a string of 1 characters',
    ],
    [{ fetchToggles: 1 }, "fetchToggles must be true, false or 'elected', got 1"],
    [null, 'the options of initialize must be an object, got null'],
  ])('refuses %j and can be called again', async (options, message) => {
    const { client } = createTestClient({ bootstrap, cache: new MemoryCache() });
    await expect(client.initialize(options as object)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message,
    });
    expect((await client.initialize({ fetchToggles: false })).source).toBe('bootstrap');
  });

  test('goes on trying after it has resolved', async () => {
    let isDown = true;
    const server = await startScriptedServer(() => (isDown ? { status: 503 } : { body: bodyOf('a') }));
    const scheduler = createManualScheduler();
    const { client, log } = createTestClient({ url: server.url, scheduler });
    expect((await client.initialize({ timeoutMs: 0 })).source).toBe('none');
    await server.received(1);
    await expect.poll(() => log.lines).toHaveLength(1);
    isDown = false;
    const ready = nextEvent(client, 'ready');
    await expect.poll(() => scheduler.delays.length).toBeGreaterThan(0);
    scheduler.advance(2000);
    expect((await ready).source).toBe('server');
    expect(client.isEnabled('a')).toBe(true);
  });
});

test('a client that is asked before it was initialized warns once', () => {
  const { client, log } = createTestClient();
  client.isEnabled('a');
  client.evaluate('a');
  client.getVariant('a');
  client.evaluateAll();
  client.explain('a');
  expect(log.lines).toEqual([
    'warn: [unleash] a flag was asked for before initialize() was called; until it is, only bootstrapped flags answer',
  ]);
});
