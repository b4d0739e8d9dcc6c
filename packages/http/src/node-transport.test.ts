import http from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { createTransport } from './node-transport';
import { gone, startServer } from './start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, testClient } from './test-client.testing';
import { testTransport } from './transport-suite.testing';

testTransport('node', () => createTransport({}));

describe('connections', () => {
  test('are used again', async () => {
    const { origin, requests } = await startServer((_, response) => response.end('ok'));
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    await client.request(GET_FEATURES);
    expect(requests[0]?.socket).toBe(requests[1]?.socket);
  });

  test('are given back by a redirect with a short body', async () => {
    const { origin, requests } = await startServer((request, response) => {
      if (request.url === '/there') response.end();
      else response.writeHead(302, { location: '/there' }).end('over there');
    });
    await testClient({ url: origin }).request(GET_FEATURES);
    expect(requests[0]?.socket).toBe(requests[1]?.socket);
  });

  test('are closed by close()', async () => {
    const { origin, requests } = await startServer((_, response) => response.end('ok'));
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    const closed = gone(requests[0]?.socket);
    client.close?.();
    await closed;
  });

  test('go through the agent that is given', async () => {
    const agent = new http.Agent();
    const { origin } = await startServer((_, response) =>
      response.end(`${Object.keys(agent.sockets).length}`),
    );
    expect((await testClient({ url: origin, agent }).request(GET_FEATURES)).text).toBe('1');
  });
});

describe('a reset of a connection that was idle', () => {
  /** Answers the first request on each connection, and resets the connection at the second. */
  const startForgetfulServer = (maxAnswers = Number.POSITIVE_INFINITY) => {
    const known = new Set<unknown>();
    return startServer((request, response) => {
      if (known.has(request.socket) || known.size >= maxAnswers) return void request.socket.resetAndDestroy();
      known.add(request.socket);
      response.end('ok');
    });
  };

  test('is made good by repeating a GET once', async () => {
    const { origin, requests } = await startForgetfulServer();
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    expect((await client.request(GET_FEATURES)).status).toBe(200);
    expect(requests).toHaveLength(3);
  });

  test('fails a GET whose repetition is reset as well', async () => {
    const { origin, requests } = await startForgetfulServer(1);
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    expect((await rejection(client.request(GET_FEATURES))).code).toBe('UNAVAILABLE');
    expect(requests).toHaveLength(3);
  });

  test('fails a POST, which may have been counted', async () => {
    const { origin, requests } = await startForgetfulServer();
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    expect((await rejection(client.request(POST_METRICS))).code).toBe('UNAVAILABLE');
    expect(requests).toHaveLength(2);
  });
});

test('a content-encoding that nobody asked for is refused by name', async () => {
  const { origin } = await startServer((_, response) => {
    response.writeHead(200, { 'content-encoding': 'zstd' }).end('?');
  });
  const error = await rejection(testClient({ url: origin }).request(GET_FEATURES));
  expect(error.message).toContain('content-encoding "zstd" is not supported');
});

test('a truncated gzip body is refused', async () => {
  const { origin } = await startServer((_, response) => {
    const whole = gzipSync('{"features":[]}'.repeat(100));
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, -12));
  });
  expect((await rejection(testClient({ url: origin }).request(GET_FEATURES))).code).toBe('UNAVAILABLE');
});

test('a given fetch is used instead of node:http', async () => {
  const { origin } = await startServer((_, response) => response.end('from the server'));
  const client = testClient({ url: origin, fetch: async () => new Response('from fetch') });
  expect((await client.request(GET_FEATURES)).text).toBe('from fetch');
});

describe('with a certificate of our own', async () => {
  const altNames = [{ type: 7, ip: '127.0.0.1' } as const];
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  const tls = { cert, key };
  const startSecureServer = () => startServer((_, response) => response.end('ok'), tls);

  test('a connection is refused by default', async () => {
    const { origin, requests } = await startSecureServer();
    const error = await rejection(testClient({ url: origin }).request(GET_FEATURES));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(/self.signed certificate/);
    expect(requests).toHaveLength(0);
  });

  test('ca makes it trusted', async () => {
    const { origin } = await startSecureServer();
    for (const ca of [cert, Buffer.from(cert), [cert]]) {
      expect((await testClient({ url: origin, ca }).request(GET_FEATURES)).status).toBe(200);
    }
  });

  test('rejectUnauthorized: false accepts it', async () => {
    const { origin } = await startSecureServer();
    const client = testClient({ url: origin, rejectUnauthorized: false });
    expect((await client.request(GET_FEATURES)).status).toBe(200);
  });

  test('ca works beside an agent', async () => {
    const { origin } = await startSecureServer();
    const client = testClient({ url: origin, ca: cert, agent: new https.Agent() });
    expect((await client.request(GET_FEATURES)).status).toBe(200);
  });

  test('a redirect from https to http is refused, and nothing is sent in clear', async () => {
    const plain = await startServer((_, response) => response.end('mine'));
    const { origin } = await startServer((_, response) => {
      response.writeHead(301, { location: `${plain.origin}/client/features` }).end();
    }, tls);
    const error = await rejection(testClient({ url: origin, ca: cert }).request(GET_FEATURES));
    expect(error.code).toBe('REDIRECT');
    expect(plain.requests).toHaveLength(0);
  });
});
