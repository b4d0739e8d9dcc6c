import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from '../testing/create-test-client.testing';
import { SOON } from '../testing/soon.testing';
import { PROXY_LOGIN, PROXY_PASSWORD, startForwardProxy } from '../testing/start-forward-proxy.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startSecureFront } from '../testing/start-secure-front.testing';
import { startTestServer } from '../testing/start-test-server.testing';

type Made = ReturnType<typeof createTestClient>;
type Server = Awaited<ReturnType<typeof startTestServer>>['server'];

const MODES = ['polling', 'delta', 'streaming'] as const;
const PATHS = { polling: 'features', delta: 'delta', streaming: 'streaming' };

/** Everything that a client lets anybody see. */
const shown = ({ client, events, log }: Made) =>
  [inspect({ client, events }, { depth: 20, showHidden: true }), JSON.stringify(events), ...log.lines].join(
    '\n',
  );

function expectNoSecret(text: string): void {
  for (const secret of [
    PROXY_PASSWORD,
    encodeURIComponent(PROXY_PASSWORD),
    PROXY_LOGIN,
    'w0rd-of-the-proxy',
  ]) {
    expect(text).not.toContain(secret);
  }
}

async function expectFresh({ client }: Made, server: Server): Promise<void> {
  expect(client.isEnabled('on')).toBe(true);
  server.updateFlag('off', { enabled: true });
  await client.refresh();
  await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
}

describe.each(MODES)('through a proxy with a password, by %s', (mode) => {
  test('flags of a server in clear arrive and stay fresh', async () => {
    const { asked } = await startForwardProxy();
    const { server, connection } = await startTestServer();
    const made = createTestClient({ ...connection, mode });
    expect(await made.client.initialize()).toEqual({ source: 'server', flags: 2 });
    await expectFresh(made, server);
    const address = `GET ${server.url}/client/${PATHS[mode]}`;
    expect(new Set(asked)).toEqual(new Set([address]));
    for (const { headers } of server.requests) expect(JSON.stringify(headers)).not.toContain(PROXY_LOGIN);
    expectNoSecret(shown(made));
  });

  test('flags of a server with a certificate of its own arrive, given its ca', async () => {
    const { asked } = await startForwardProxy();
    const { server, connection } = await startTestServer();
    const front = await startSecureFront(server.url);
    const made = createTestClient({ ...connection, url: front.url, ca: front.cert, mode });
    expect(await made.client.initialize()).toEqual({ source: 'server', flags: 2 });
    await expectFresh(made, server);
    expect(new Set(asked)).toEqual(new Set([`CONNECT ${front.host}`]));
    expectNoSecret(shown(made));
  });

  test('no flags arrive without its ca, and nothing is sent', async () => {
    await startForwardProxy();
    const { server, connection } = await startTestServer();
    const front = await startSecureFront(server.url);
    const made = createTestClient({ ...connection, url: front.url, mode, requestRetries: 0 });
    expect(await made.client.initialize({ timeoutMs: 1000 })).toMatchObject({ source: 'none' });
    expect(made.log.lines[0]).toMatch(/self.signed certificate/);
    expect(server.requests).toEqual([]);
    expectNoSecret(shown(made));
  });
});

describe.each(MODES)('a proxy that fails, by %s', (mode) => {
  test.each([
    [
      'refuses the password',
      (port: number) => `http://proxy-user:wrong-${PROXY_PASSWORD.slice(2)}@127.0.0.1:${port}`,
    ],
    ['is not there', () => `http://proxy-user:${encodeURIComponent(PROXY_PASSWORD)}@127.0.0.1:1`],
    ['has no sound address', () => `proxy-user:${PROXY_PASSWORD}@nowhere`],
  ])('and %s is told of without its password', async (_, address) => {
    const door = await startScriptedServer(() => ({ status: 407 }));
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    vi.stubEnv('HTTP_PROXY', address(Number(new URL(door.url).port)));
    try {
      const { server, connection } = await startTestServer();
      const made = createTestClient({ ...connection, mode, requestRetries: 0, logLevel: 'debug' });
      await made.client.initialize({ timeoutMs: 500 });
      await vi.waitFor(() => expect(made.eventsOf('error').length).toBeGreaterThan(0), SOON);
      expect(made.eventsOf('error')[0]?.error.message).toMatch(/proxy/i);
      expect(server.requests).toEqual([]);
      expectNoSecret(shown(made));
      for (const { error } of made.eventsOf('error'))
        expectNoSecret(inspect(error, { depth: 20, showHidden: true }));
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe.each(MODES)('a redirect to another origin, by %s', (mode) => {
  const TOKEN = 'default:development.964a287e1b728cb5f4f3e0120df92cb5';
  const options: Partial<UnleashOptions> = {
    mode,
    requestRetries: 0,
    customHeaders: { Authorization: TOKEN },
  };

  test.each(['another port', 'http instead of https'])('is refused and told of: %s', async (way) => {
    const other = await startTestServer(undefined, { tokens: [TOKEN] });
    const elsewhere = `${other.server.url}/client/${PATHS[mode]}`;
    const redirecting = await startScriptedServer(() => ({ status: 302, headers: { location: elsewhere } }));
    const front = way === 'another port' ? undefined : await startSecureFront(redirecting.url);
    const made = createTestClient({
      ...options,
      url: front?.url ?? redirecting.url,
      ...(front && { ca: front.cert }),
    });
    expect(await made.client.initialize({ timeoutMs: 1000 })).toMatchObject({ source: 'none', flags: 0 });
    await vi.waitFor(() => expect(made.eventsOf('error').length).toBeGreaterThan(0), SOON);
    expect(made.eventsOf('error')[0]?.error.message).toMatch(/redirect/);
    expect(made.log.lines.length).toBeGreaterThan(0);
    expect(other.server.requests).toEqual([]);
    expect(shown(made)).not.toContain(TOKEN.slice(-12));
  });
});
