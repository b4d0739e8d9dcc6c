import { once } from 'node:events';
import { inspect } from 'node:util';
import { createGzip } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { gone, startServer } from './start-server.testing';
import { reader, STREAM, startStreamServer } from './start-stream-server.testing';
import { rejection, SECRET, testClient } from './test-client.testing';
import type { Transport } from './transport';

/** What streams must do over every transport, with real sockets. */
export function testStreams(name: string, createTransport: () => Transport): void {
  const clientOf = (origin: string, timeoutMs = 5000) =>
    testClient({ url: `${origin}/api`, transport: createTransport(), timeoutMs });

  describe(`a stream over the ${name} transport`, () => {
    test('says who is asking, and asks for no compression', async () => {
      const { origin, requests } = await startStreamServer();
      const stream = await clientOf(origin).stream({ ...STREAM, query: [['project', 'web']] });
      expect(stream).toMatchObject({ status: 200, url: `${origin}/api/client/streaming?project=web` });
      expect(stream.header('X-Kind')).toBe('stream');
      expect(stream.header('absent')).toBeUndefined();
      expect(requests[0]?.headers).toMatchObject({
        authorization: SECRET,
        accept: 'text/event-stream',
        'accept-encoding': 'identity',
        'unleash-appname': 'shop',
      });
      stream.close();
    });

    test('gives each piece when it arrives, and ends when the server ends it', async () => {
      const { origin, responses } = await startStreamServer();
      const read = reader(await clientOf(origin).stream(STREAM));
      expect(await read()).toBe('data: 1\n\n');
      responses[0]?.write('data: 2\n\n');
      expect(await read()).toBe('data: 2\n\n');
      responses[0]?.end(': bye\n\n');
      expect(await read()).toBe(': bye\n\n');
      expect(await read()).toBeUndefined();
      expect(await read()).toBeUndefined();
    });

    test('gives each piece when it arrives although it is compressed', async () => {
      const gzip = createGzip();
      const { origin } = await startServer((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        gzip.pipe(response);
        gzip.write('data: 1\n\n');
        gzip.flush();
      });
      const read = reader(await clientOf(origin).stream(STREAM));
      expect(await read()).toBe('data: 1\n\n');
      gzip.write('data: 2\n\n');
      gzip.flush();
      expect(await read()).toBe('data: 2\n\n');
      gzip.end();
      expect(await read()).toBeUndefined();
    });

    test('outlives the time limit of requests', async () => {
      const { origin, responses } = await startStreamServer();
      const stream = await clientOf(origin, 150).stream(STREAM);
      const beganAt = performance.now();
      const drip = setInterval(() => responses[0]?.write(':\n'), 10);
      for await (const _ of stream.body) if (performance.now() - beganAt > 300) break;
      clearInterval(drip);
    });

    test('of any status is a value', async () => {
      const { origin } = await startServer((_, response) => {
        response.writeHead(503, { 'retry-after': '7' }).end('busy');
      });
      const stream = await clientOf(origin).stream(STREAM);
      expect(stream.status).toBe(503);
      expect(stream.header('retry-after')).toBe('7');
      expect(await reader(stream)()).toBe('busy');
      stream.close();
    });

    test('follows a redirect within the origin and refuses another, which gets no request', async () => {
      const other = await startServer((_, response) => response.end('mine'));
      const { origin } = await startServer((request, response) => {
        if (request.url === '/there') return void response.end('here');
        const location = request.url === '/api/out' ? `${other.origin}/api` : '/there';
        response.writeHead(302, { location }).end();
      });
      const stream = await clientOf(origin).stream(STREAM);
      expect(stream.url).toBe(`${origin}/there`);
      expect(await reader(stream)()).toBe('here');
      const error = await rejection(clientOf(origin).stream({ ...STREAM, path: 'out' }));
      expect(error).toMatchObject({ code: 'REDIRECT', status: 302 });
      expect(other.requests).toHaveLength(0);
    });
  });

  describe(`a stream over the ${name} transport fails`, () => {
    test('when its headers do not come in time', async () => {
      const { origin, requests } = await startServer(() => undefined);
      const error = await rejection(clientOf(origin, 60).stream(STREAM));
      expect(error.code).toBe('TIMEOUT');
      expect(error.message).toBe(
        `GET ${origin}/api/client/streaming failed: it waited for the answer for 60 ms, the time limit`,
      );
      await gone(requests[0]?.socket);
    });

    test('when the server falls silent, and hangs up', async () => {
      const { origin, requests } = await startStreamServer();
      const read = reader(await clientOf(origin).stream({ ...STREAM, readTimeoutMs: 60 }));
      expect(await read()).toBe('data: 1\n\n');
      const error = await rejection(read());
      expect(error.code).toBe('TIMEOUT');
      expect(error.message).toBe(
        `GET ${origin}/api/client/streaming failed: it waited for more of the answer for 60 ms, the time limit`,
      );
      await gone(requests[0]?.socket);
      expect(await read()).toBeUndefined();
    });

    test('not because its reader takes longer than the server may', async () => {
      const { origin, responses } = await startStreamServer();
      const read = reader(await clientOf(origin).stream({ ...STREAM, readTimeoutMs: 100 }));
      expect(await read()).toBe('data: 1\n\n');
      const beganAt = performance.now();
      await vi.waitFor(() => expect(performance.now() - beganAt).toBeGreaterThan(200));
      responses[0]?.write('data: 2\n\n');
      expect(await read()).toBe('data: 2\n\n');
    });

    test('when the connection is reset or refused', async () => {
      const { origin, server, requests } = await startStreamServer();
      const client = clientOf(origin);
      const read = reader(await client.stream(STREAM));
      expect(await read()).toBe('data: 1\n\n');
      requests[0]?.socket.resetAndDestroy();
      expect((await rejection(read())).code).toBe('UNAVAILABLE');
      server.close();
      await once(server, 'close');
      expect((await rejection(client.stream(STREAM))).code).toBe('UNAVAILABLE');
    });

    test('without a secret in any error', async () => {
      const { origin } = await startServer((request, response) => {
        if (request.url?.endsWith('redirect'))
          return void response.writeHead(302, { location: 'http://other.invalid/' }).end();
        if (request.url?.endsWith('garbage')) response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write('data: 1\n\n', () => {
          if (request.url?.endsWith('reset')) request.socket.resetAndDestroy();
        });
      });
      for (const path of ['redirect', 'garbage', 'reset', 'silence']) {
        const drain = async () => {
          const stream = await clientOf(origin).stream({ ...STREAM, path, readTimeoutMs: 100 });
          for await (const _ of stream.body);
        };
        const error = await rejection(drain());
        const everything = `${inspect(error, { depth: 12, showHidden: true })}${error.stack}${JSON.stringify(error)}`;
        expect(everything).not.toContain(SECRET);
      }
    });
  });
}
