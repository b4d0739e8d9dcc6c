import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import type { UnleashOptions } from './unleash-options';

const strategyOn = (contextName: string, ...values: string[]) => [
  { name: 'default', constraints: [{ contextName, operator: 'IN', values }] },
];

/** The headers of the first request of a client with these options. */
async function headersOf(options: Partial<UnleashOptions>) {
  const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
  const { client } = createTestClient({ url: server.url, ...options });
  await client.initialize();
  return server.requests[0]?.headers ?? {};
}

describe('url', () => {
  test.each(['', '/', '/client/features'])(
    'is the address of the API, also with %j behind it',
    async (end) => {
      const { server, connection } = await startTestServer();
      const { client } = createTestClient({ ...connection, url: `${server.url}${end}` });
      expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
      expect(server.requests.map(({ path }) => path)).toEqual(['/api/client/features']);
    },
  );
});

describe('appName', () => {
  test('names the application to the server, percent-encoded where headers need it', async () => {
    const headers = await headersOf({ appName: 'café 1' });
    expect(headers).toMatchObject({ 'unleash-appname': 'caf%C3%A9%201', 'user-agent': 'caf%C3%A9%201' });
  });

  test('is the appName of contexts that have none', async () => {
    const bootstrap = featuresOf({ name: 'f', strategies: strategyOn('appName', 'shop') });
    const { client } = await startOfflineClient(bootstrap, { appName: 'shop' });
    expect(client.isEnabled('f')).toBe(true);
    expect(client.isEnabled('f', { appName: 'other' })).toBe(false);
  });
});

describe('environment', () => {
  const bootstrap = featuresOf(
    { name: 'staging', strategies: strategyOn('environment', 'staging') },
    { name: 'default', strategies: strategyOn('environment', 'default') },
  );

  test('is the environment of contexts that have none', async () => {
    const { client } = await startOfflineClient(bootstrap, { environment: 'staging' });
    expect(client.isEnabled('staging')).toBe(true);
    expect(client.isEnabled('default')).toBe(false);
    expect(client.isEnabled('default', { environment: 'default' })).toBe(true);
  });

  test('is "default" by default', async () => {
    const { client } = await startOfflineClient(bootstrap);
    expect(client.isEnabled('default')).toBe(true);
    expect(client.isEnabled('staging')).toBe(false);
  });
});

describe('instanceId', () => {
  test('is sent with every request', async () => {
    expect(await headersOf({ instanceId: 'pod-7' })).toMatchObject({ 'unleash-instanceid': 'pod-7' });
  });

  test('is generated for each client', async () => {
    const ids = [await headersOf({}), await headersOf({})].map((headers) => headers['unleash-instanceid']);
    expect(ids[0]).toMatch(/^generated-[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('customHeaders', () => {
  test('are sent with every request, trimmed', async () => {
    const headers = await headersOf({ customHeaders: { Authorization: ' secret \n', 'X-Team': 'web' } });
    expect(headers).toMatchObject({ authorization: 'secret', 'x-team': 'web' });
  });

  test('come from a function, asked before each request', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
    let turn = 0;
    const customHeaders = async () => {
      turn += 1;
      return { Authorization: `token-${turn}` };
    };
    const { client } = createTestClient({ url: server.url, customHeaders });
    await client.initialize();
    await client.refresh();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['token-1', 'token-2']);
  });

  test('that a function fails to give cost one error and no crash', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
    let isDown = true;
    const customHeaders = async () => {
      if (isDown) throw new Error('vault is sealed');
      return { Authorization: 'token' };
    };
    const { client, log } = createTestClient({ url: server.url, customHeaders, requestRetries: 0 });
    expect(await client.initialize({ timeoutMs: 1000 })).toMatchObject({
      source: 'none',
      error: { code: 'HEADERS' },
    });
    isDown = false;
    await client.refresh();
    expect(client.isEnabled('on')).toBe(true);
    expect(log.lines).toEqual(['error: [unleash] the customHeaders function failed: vault is sealed']);
  });

  test('that a function never settles on are given up at the request timeout', async () => {
    const customHeaders = () => new Promise<Record<string, string>>(() => undefined);
    const { client, log } = createTestClient({ customHeaders, requestTimeout: 50, requestRetries: 0 });
    const { error } = await client.initialize({ timeoutMs: 1000 });
    expect(error).toMatchObject({ code: 'TIMEOUT' });
    expect(log.lines).toEqual([
      expect.stringContaining('durations are milliseconds'),
      expect.stringContaining('it waited for the customHeaders function for 50 ms'),
    ]);
  });
});

test('every request says who asks, with which library and for which specification', async () => {
  expect(await headersOf({ refreshInterval: 20_000 })).toMatchObject({
    'unleash-connection-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'unleash-sdk': expect.stringMatching(/^unleash-client:\d+\.\d+\.\d+$/),
    'unleash-client-spec': '6.1.0',
    'unleash-interval': '20000',
  });
});
