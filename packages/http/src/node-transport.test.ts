import https from 'node:https';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from './make-certificate.testing';
import { createTransport } from './node-transport';
import { testRedirects } from './redirect-suite.testing';
import { startServer } from './start-server.testing';
import { testStreamEnds } from './stream-end-suite.testing';
import { testStreams } from './stream-suite.testing';
import { GET_FEATURES, rejection, testClient } from './test-client.testing';
import { testTransport } from './transport-suite.testing';

testTransport('node', () => createTransport({}));
testRedirects('node', () => createTransport({}));
testStreams('node', () => createTransport({}));
testStreamEnds('node', () => createTransport({}));

test('a header that came several times is read as one', async () => {
  const { origin } = await startServer((_, response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2']).setHeader('x-kind', ['c', 'd']).end();
  });
  const answer = await createTransport({})({
    method: 'GET',
    url: new URL(origin),
    headers: {},
    signal: new AbortController().signal,
  });
  expect([answer.header('Set-Cookie'), answer.header('x-kind')]).toEqual(['a=1, b=2', 'c, d']);
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
  const tls = await makeCertificate();
  const { cert } = tls;
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
