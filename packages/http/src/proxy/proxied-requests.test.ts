import http from 'node:http';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from '../make-certificate.testing';
import { gone, startServer } from '../start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, SECRET, testClient } from '../test-client.testing';
import { setProxies } from './proxy-environment.testing';
import { LOGIN, startProxy, type TestProxy } from './start-proxy.testing';

const tls = await makeCertificate();
const ca = tls.cert;

const useProxy = async (certificate?: typeof tls): Promise<TestProxy> => {
  const proxy = await startProxy(certificate);
  setProxies({ ALL_PROXY: proxy.address });
  return proxy;
};

describe.each([
  ['in clear', undefined],
  ['encrypted', tls],
])('a proxy that is reached %s', (_, certificate) => {
  test('passes on requests to http, whose server never sees its password', async () => {
    const proxy = await useProxy(certificate);
    const { origin, requests } = await startServer((request, response) => {
      request.pipe(response);
    });
    const client = testClient({ url: `${origin}/api`, ca });
    const query = [['project', 'web']] as const;
    expect((await client.request({ ...GET_FEATURES, query })).url).toBe(
      `${origin}/api/client/features?project=web`,
    );
    expect((await client.request(POST_METRICS)).text).toBe(POST_METRICS.body);
    expect(proxy.asked).toEqual([
      `GET ${origin}/api/client/features?project=web`,
      `POST ${origin}/api/client/metrics`,
    ]);
    expect(requests[0]?.headers).toMatchObject({
      authorization: SECRET,
      host: origin.slice('http://'.length),
    });
    for (const { headers } of requests) expect(JSON.stringify(headers)).not.toContain(LOGIN);
    expect(proxy.connections).toHaveLength(1);
  });

  test('leads to https, and hears nothing of what is said there', async () => {
    const proxy = await useProxy(certificate);
    const { origin, requests } = await startServer((_request, response) => response.end('flags'), tls);
    const client = testClient({ url: `${origin}/api`, ca });
    for (let polls = 0; polls < 3; polls += 1)
      expect((await client.request(GET_FEATURES)).text).toBe('flags');
    expect((await client.request(POST_METRICS)).status).toBe(200);
    expect(proxy.asked).toEqual([`CONNECT ${origin.slice('https://'.length)}`]);
    expect(proxy.connections).toHaveLength(1);
    expect(requests).toHaveLength(4);
    for (const { headers } of requests) {
      expect(headers.authorization).toBe(SECRET);
      expect(JSON.stringify(headers)).not.toContain(LOGIN);
    }
    expect(proxy.heard()).not.toContain(SECRET);
    expect(proxy.heard()).not.toContain('client/features');
  });
});

describe('through a proxy', () => {
  test('a certificate of our own is refused by default, and accepted by ca or rejectUnauthorized: false', async () => {
    await useProxy();
    const { origin, requests } = await startServer((_, response) => response.end('ok'), tls);
    const error = await rejection(testClient({ url: origin }).request(GET_FEATURES));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(/self.signed certificate/);
    expect(error.message).not.toContain('proxy');
    expect(requests).toHaveLength(0);
    expect((await testClient({ url: origin, ca }).request(GET_FEATURES)).status).toBe(200);
    const trusting = testClient({ url: origin, rejectUnauthorized: false });
    expect((await trusting.request(GET_FEATURES)).status).toBe(200);
  });

  test('a ca that is no certificate leaves no connection behind', async () => {
    const proxy = await useProxy();
    const { origin } = await startServer((_, response) => response.end('ok'), tls);
    const nonsense = '-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----';
    await rejection(testClient({ url: origin, ca: nonsense }).request(GET_FEATURES));
    for (const connection of proxy.connections) await gone(connection);
  });

  test('a redirect to another origin is refused, and nobody asks that', async () => {
    const other = await startServer((_, response) => response.end('mine'));
    for (const certificate of [undefined, tls]) {
      const proxy = await useProxy();
      const { origin } = await startServer((_, response) => {
        response.writeHead(302, { location: `${other.origin}/client/features` }).end();
      }, certificate);
      const error = await rejection(testClient({ url: origin, ca }).request(GET_FEATURES));
      expect(error).toMatchObject({ code: 'REDIRECT', status: 302 });
      expect(error.message).toContain(other.origin);
      expect(proxy.asked).toHaveLength(1);
      expect(proxy.heard().includes(SECRET)).toBe(certificate === undefined);
    }
    expect(other.requests).toHaveLength(0);
  });

  test('a redirect within the origin is followed, without its fragment', async () => {
    const proxy = await useProxy();
    const { origin } = await startServer((request, response) => {
      if (request.url === '/there') response.end('here');
      else response.writeHead(302, { location: '/there#part' }).end();
    });
    expect((await testClient({ url: origin }).request(GET_FEATURES)).text).toBe('here');
    expect(proxy.asked[1]).toBe(`GET ${origin}/there`);
  });

  test.each(['http', 'https'])(
    'a stream over %s arrives piece by piece, and closing it closes the way',
    async (protocol) => {
      const proxy = await useProxy();
      const { origin } = await startServer(
        (_, response) => void response.write('data: 1\n\n'),
        protocol === 'https' ? tls : undefined,
      );
      const request = { ...GET_FEATURES, readTimeoutMs: 5000 };
      const stream = await testClient({ url: origin, ca }).stream(request);
      for await (const chunk of stream.body) {
        expect(Buffer.from(chunk).toString()).toBe('data: 1\n\n');
        break;
      }
      await gone(proxy.connections[0]);
    },
  );

  test('a GET that meets the closing of an idle tunnel is repeated, a POST is not', async () => {
    const proxy = await useProxy();
    const known = new Set<unknown>();
    const { origin } = await startServer((request, response) => {
      if (known.has(request.socket)) return void request.socket.destroy();
      known.add(request.socket);
      response.end('ok');
    }, tls);
    const client = testClient({ url: origin, ca });
    for (let polls = 0; polls < 3; polls += 1) expect((await client.request(GET_FEATURES)).status).toBe(200);
    expect(proxy.connections).toHaveLength(3);
    expect((await rejection(client.request(POST_METRICS))).code).toBe('UNAVAILABLE');
    expect(proxy.connections).toHaveLength(3);
  });
});

describe('the environment is left aside', () => {
  test('for hosts in NO_PROXY', async () => {
    const proxy = await startProxy();
    const { origin } = await startServer((_, response) => response.end('ok'));
    const { host } = new URL(origin);
    for (const list of ['127.0.0.1', host, '127.0.0.0/8', '*', `other.example,${host}`]) {
      setProxies({ HTTP_PROXY: proxy.address, NO_PROXY: list });
      expect((await testClient({ url: origin }).request(GET_FEATURES)).status).toBe(200);
    }
    expect(proxy.asked).toEqual([]);
    setProxies({ HTTP_PROXY: proxy.address, NO_PROXY: '127.0.0.1:1,.example' });
    await testClient({ url: origin }).request(GET_FEATURES);
    expect(proxy.asked).toHaveLength(1);
  });

  test('beside an agent or a fetch of the application', async () => {
    const proxy = await useProxy();
    const { origin } = await startServer((_, response) => response.end('ok'));
    const agent = new http.Agent();
    expect((await testClient({ url: origin, agent }).request(GET_FEATURES)).status).toBe(200);
    expect((await testClient({ url: origin, fetch }).request(GET_FEATURES)).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });

  test('once the client is made', async () => {
    setProxies({});
    const { origin } = await startServer((_, response) => response.end('ok'));
    const client = testClient({ url: origin });
    const proxy = await useProxy();
    await client.request(GET_FEATURES);
    expect(proxy.asked).toEqual([]);
    await testClient({ url: origin }).request(GET_FEATURES);
    expect(proxy.asked).toHaveLength(1);
  });
});

test('close() closes what a client keeps open to a proxy', async () => {
  const proxy = await useProxy();
  for (const certificate of [undefined, tls]) {
    const { origin } = await startServer((_, response) => response.end('ok'), certificate);
    const client = testClient({ url: origin, ca });
    await client.request(GET_FEATURES);
    client.close?.();
  }
  expect(proxy.connections).toHaveLength(2);
  for (const connection of proxy.connections) await gone(connection);
});
