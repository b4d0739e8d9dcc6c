import { once } from 'node:events';
import { inspect } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HttpClientOptions } from './http-client';
import { gone, startServer } from './start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, SECRET, testClient } from './test-client.testing';
import type { Transport } from './transport';
import { writeForEver } from './write-for-ever.testing';

const MEGABYTE = 1024 * 1024;
const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

/** What every transport must do, with real sockets; run it against one with `testTransport('node', () => …)`. */
export function testTransport(name: string, createTransport: () => Transport): void {
  const clientOf = (origin: string, options: Pick<HttpClientOptions, 'timeoutMs' | 'limits'> = {}) =>
    testClient({ url: `${origin}/api`, transport: createTransport(), ...options });

  describe(`the ${name} transport sends and reads`, () => {
    test('a POST with its body and headers', async () => {
      let body = '';
      const { origin, requests } = await startServer(async (request, response) => {
        for await (const chunk of request) body += chunk;
        response.writeHead(202).end();
      });
      const answer = await clientOf(origin).request({ ...POST_METRICS, body: '{"name":"grüße"}' });
      expect(answer.status).toBe(202);
      expect(body).toBe('{"name":"grüße"}');
      expect(requests[0]?.method).toBe('POST');
      expect(requests[0]?.url).toBe('/api/client/metrics');
      expect(requests[0]?.headers.authorization).toBe(SECRET);
      expect(requests[0]?.headers['content-type']).toBe('application/json');
    });

    test('an answer of any status as a value', async () => {
      const { origin } = await startServer((_, response) => {
        response.writeHead(418, { 'X-Kind': 'teapot' }).end('short and stout');
      });
      const answer = await clientOf(origin).request(GET_FEATURES);
      expect(answer).toMatchObject({ status: 418, text: 'short and stout' });
      expect(answer.header('x-kind')).toBe('teapot');
      expect(answer.header('X-KIND')).toBe('teapot');
      expect(answer.header('absent')).toBeUndefined();
    });

    test.each([
      [304, { 'content-encoding': 'gzip' }],
      // How long the body is that it stands for.
      [304, { 'content-length': String(10 ** 12) }],
      [204, { 'content-encoding': 'gzip' }],
    ])('a %i with %j, time and again', async (status, headers) => {
      const { origin } = await startServer((_, response) => {
        response.writeHead(status, headers).end();
      });
      const client = clientOf(origin);
      for (let times = 0; times < 3; times += 1) {
        expect(await client.request(GET_FEATURES)).toMatchObject({ status, text: '' });
      }
    });

    for (const [encoding, encode] of Object.entries(encoders)) {
      test(`a body compressed with ${encoding}`, async () => {
        const { origin } = await startServer((_, response) => {
          response.writeHead(200, { 'content-encoding': encoding }).end(encode('{"flags":"größe 🚀"}'));
        });
        expect((await clientOf(origin).request(GET_FEATURES)).text).toBe('{"flags":"größe 🚀"}');
      });
    }

    test('a character that is split between two packets, after a byte order mark', async () => {
      const bytes = Buffer.from('\uFEFF"🚀"');
      const { origin } = await startServer((_, response) => {
        response.write(bytes.subarray(0, 6), () => response.end(bytes.subarray(6)));
      });
      expect((await clientOf(origin).request(GET_FEATURES)).text).toBe('"🚀"');
    });
  });

  describe(`the ${name} transport survives`, () => {
    test('a server that accepts and never answers', async () => {
      const { origin } = await startServer(() => undefined);
      const error = await rejection(clientOf(origin, { timeoutMs: 60 }).request(GET_FEATURES));
      expect(error.code).toBe('TIMEOUT');
      expect(error.message).toBe(
        `GET ${origin}/api/client/features failed: it waited for the answer for 60 ms, the time limit`,
      );
    });

    test('a body that drips and never ends', async () => {
      const { origin } = await startServer((_, response) => {
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(drip));
      });
      expect((await rejection(clientOf(origin, { timeoutMs: 80 }).request(GET_FEATURES))).code).toBe(
        'TIMEOUT',
      );
    });

    test('a connection that is reset before the answer', async () => {
      const { origin } = await startServer((request) => request.socket.resetAndDestroy());
      expect((await rejection(clientOf(origin).request(GET_FEATURES))).code).toBe('UNAVAILABLE');
    });

    test('a port where nobody listens', async () => {
      const { origin, server } = await startServer(() => undefined);
      server.close();
      await once(server, 'close');
      const error = await rejection(clientOf(origin).request(GET_FEATURES));
      expect(error.code).toBe('UNAVAILABLE');
      expect(error.message).toContain('connect ECONNREFUSED');
    });

    test('a body that ends before its Content-Length', async () => {
      const { origin } = await startServer((request, response) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('{"features":[', () => request.socket.end());
      });
      expect((await rejection(clientOf(origin).request(GET_FEATURES))).code).toBe('UNAVAILABLE');
    });

    test('a body that is not the gzip it claims to be', async () => {
      const { origin } = await startServer((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"features":[]}');
      });
      expect((await rejection(clientOf(origin).request(GET_FEATURES))).code).toBe('UNAVAILABLE');
    });

    test('an endless body, and hangs up on it', async () => {
      const { origin, requests } = await startServer((_, response) => {
        writeForEver(response, Buffer.alloc(64 * 1024, 'a'));
      });
      const error = await rejection(
        clientOf(origin, { limits: { inflatedBytes: MEGABYTE } }).request(GET_FEATURES),
      );
      expect(error.code).toBe('TOO_LARGE');
      expect(error.message).toContain('1048576 bytes');
      await gone(requests[0]?.socket);
    });

    test('a gzip bomb, counted after inflating', async () => {
      const bomb = gzipSync(Buffer.alloc(64 * MEGABYTE));
      const { origin } = await startServer((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      });
      expect(bomb.byteLength).toBeLessThan(MEGABYTE);
      const error = await rejection(
        clientOf(origin, { limits: { inflatedBytes: MEGABYTE } }).request(GET_FEATURES),
      );
      expect(error.code).toBe('TOO_LARGE');
    });

    test('a compressed body that inflates to nothing and never ends', async () => {
      const { origin, requests } = await startServer((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        // A gzip header that announces a file name, which has no end.
        response.write(Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]));
        writeForEver(response, Buffer.alloc(64 * 1024, 'a'));
      });
      const client = clientOf(origin, { timeoutMs: 1000, limits: { responseBytes: MEGABYTE } });
      const error = await rejection(client.request(GET_FEATURES));
      // The built-in fetch shows no bytes before they are inflated: there only the deadline ends it.
      expect(error.code).toBe(name === 'node' ? 'TOO_LARGE' : 'TIMEOUT');
      await gone(requests[0]?.socket);
    });

    test('an answer that announces more than may come over the wire, before any of it is read', async () => {
      const { origin, requests } = await startServer((_, response) => {
        response.writeHead(200, { 'content-length': 101 });
        response.write('{');
      });
      const error = await rejection(
        clientOf(origin, { limits: { responseBytes: 100 } }).request(GET_FEATURES),
      );
      expect(error.code).toBe('TOO_LARGE');
      expect(error.message).toBe('the answer has more than 100 bytes on the wire, the limit responseBytes');
      await gone(requests[0]?.socket);
    });

    test.each(['plain', 'gzip'])(
      'nothing for a %s body that just fits, and TOO_LARGE one byte above',
      async (kind) => {
        const plain = Buffer.from('x'.repeat(100));
        const body = kind === 'gzip' ? gzipSync(plain) : plain;
        const { origin } = await startServer((_, response) => {
          response.writeHead(200, kind === 'gzip' ? { 'content-encoding': kind } : {});
          // In two pieces, so that no length is announced.
          response.write(body.subarray(0, 10));
          response.end(body.subarray(10));
        });
        const get = (limits: HttpClientOptions['limits']) =>
          clientOf(origin, { limits }).request(GET_FEATURES);
        const fitting = { responseBytes: body.byteLength, inflatedBytes: 100 };
        expect((await get(fitting)).text).toBe('x'.repeat(100));
        expect((await rejection(get({ ...fitting, inflatedBytes: 99 }))).code).toBe('TOO_LARGE');
        if (kind === 'plain' || name === 'node') {
          expect((await rejection(get({ ...fitting, responseBytes: body.byteLength - 1 }))).code).toBe(
            'TOO_LARGE',
          );
        }
      },
    );

    test('its caller losing interest, and hangs up', async () => {
      const caller = new AbortController();
      const { origin, server } = await startServer(() => undefined);
      const arrived = once(server, 'request');
      const outcome = rejection(clientOf(origin).request({ ...GET_FEATURES, signal: caller.signal }));
      const [request] = await arrived;
      const hungUp = gone(request.socket);
      caller.abort();
      expect((await outcome).code).toBe('ABORTED');
      await hungUp;
    });
  });

  test(`the ${name} transport shows no secret in any error`, async () => {
    const { origin } = await startServer((request, response) => {
      if (request.url?.endsWith('reset')) request.socket.resetAndDestroy();
      if (request.url?.endsWith('redirect'))
        response.writeHead(302, { location: 'http://other.invalid/' }).end();
      if (request.url?.endsWith('garbage')) response.writeHead(200, { 'content-encoding': 'br' }).end('no');
      if (request.url?.endsWith('large')) response.end('x'.repeat(2000));
    });
    const client = clientOf(origin, { timeoutMs: 150, limits: { inflatedBytes: 1000 } });
    for (const path of ['reset', 'redirect', 'garbage', 'large', 'hang']) {
      const error = await rejection(client.request({ method: 'GET', path }));
      expect(error.message.length).toBeLessThan(1000);
      const everything = `${inspect(error, { depth: 12, showHidden: true })}${error.stack}${JSON.stringify(error)}`;
      expect(everything).not.toContain(SECRET);
    }
  });
}
