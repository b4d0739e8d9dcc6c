import http from 'node:http';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';

async function startSecureServer() {
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { cert, server: await startScriptedServer(() => ({ body: bodyOf('on') }), { cert, key }) };
}

describe('agent', () => {
  test('makes the connections', async () => {
    const { connection } = await startTestServer();
    let sockets = 0;
    class CountingAgent extends http.Agent {
      override createConnection(...args: Parameters<http.Agent['createConnection']>) {
        sockets += 1;
        return super.createConnection(...args);
      }
    }
    const agent = new CountingAgent();
    const { client } = createTestClient({ ...connection, agent });
    await client.initialize();
    expect(client.isEnabled('on')).toBe(true);
    expect(sockets).toBe(1);
    agent.destroy();
  });
});

describe('ca', () => {
  test('trusts a certificate that nobody else does', async () => {
    const { server, cert } = await startSecureServer();
    const { client } = createTestClient({ url: server.url, ca: cert });
    expect((await client.initialize()).source).toBe('server');
  });

  test('is needed for such a certificate', async () => {
    const { server } = await startSecureServer();
    const { client, log } = createTestClient({ url: server.url, requestRetries: 0 });
    await client.initialize({ timeoutMs: 0 });
    await client.refresh();
    expect(log.lines).toEqual([expect.stringMatching(/^error: .*self.signed certificate/)]);
    expect(server.requests).toEqual([]);
  });
});

describe('rejectUnauthorized', () => {
  test('of false accepts any certificate and warns once', async () => {
    const { server } = await startSecureServer();
    const { client, log } = createTestClient({ url: server.url, rejectUnauthorized: false });
    expect((await client.initialize()).source).toBe('server');
    await client.refresh();
    expect(log.lines).toEqual([
      'warn: [unleash] rejectUnauthorized is false: anybody on the way can read the token',
    ]);
  });
});

describe('fetch', () => {
  test('sends the requests', async () => {
    const { connection, server } = await startTestServer();
    const urls: string[] = [];
    const counting: typeof fetch = (input, init) => {
      urls.push(String(input));
      return fetch(input, init);
    };
    const { client } = createTestClient({ ...connection, fetch: counting });
    await client.initialize();
    expect(client.isEnabled('on')).toBe(true);
    expect(urls).toEqual([`${server.url}/client/features`]);
  });

  test('does not go together with agent, ca and rejectUnauthorized', () => {
    const agent = new http.Agent();
    for (const [name, other] of Object.entries({
      agent: { agent },
      ca: { ca: 'PEM' },
      rejectUnauthorized: { rejectUnauthorized: false },
    })) {
      expect(() => createTestClient({ fetch, ...other })).toThrow(
        `${name} has no effect together with fetch: give one of them`,
      );
    }
  });
});
