import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { useDevServer } from './testing/use-dev-server';

const start = useDevServer();

describe('tokens', () => {
  test('are asked for by everything under /api/client, before anything else', async () => {
    const { url, requests } = await start();
    for (const path of ['features', 'delta', 'nowhere']) {
      for (const headers of [{}, { Authorization: '*:development.other' }]) {
        const response = await fetch(`${url}/client/${path}`, { headers });
        expect(response.status).toBe(401);
        expect(await response.json()).toEqual({
          message:
            'This endpoint requires an API token. Please add an authorization header to your request with a valid token',
        });
      }
    }
    expect(requests).toHaveLength(6);
  });

  test('may be several', async () => {
    const { url } = await start({ tokens: ['a:development.x', 'b:production.y'] });
    const response = await fetch(`${url}/client/features`, { headers: { Authorization: 'b:production.y' } });
    expect(await response.json()).toMatchObject({ query: { project: ['b'], environment: 'production' } });
  });

  test('are not in what is remembered of a request', async () => {
    const { url, token, requests } = await start();
    await fetch(`${url}/client/features?tag=a:b`, { headers: { Authorization: token, 'X-Mine': '1' } });
    expect(requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/client/features',
        headers: { authorization: '[redacted]', 'x-mine': '1' },
        status: 200,
      },
    ]);
    expect(requests[0]?.query.get('tag')).toBe('a:b');
    expect(JSON.stringify(requests)).not.toContain(token);
    expect(Math.abs(Date.now() - (requests[0]?.at ?? 0))).toBeLessThan(10_000);
  });
});

describe('paths', () => {
  test.each(['/client/delta', '/client/streaming', '/client/features/x'])('%s is not there', async (path) => {
    const { url, token } = await start({ delta: false, streaming: false });
    const response = await fetch(url + path, { headers: { Authorization: token } });
    const message = `The path you were looking for (/api${path}) is not available.`;
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ name: 'NotFoundError', message, details: [{ message }] });
    expect(response.headers.get('etag')).toMatch(/^W\/"[0-9a-f]+-.{27}"$/);
  });

  test('may end in a slash', async () => {
    const { url, token } = await start();
    expect((await fetch(`${url}/client/features/`, { headers: { Authorization: token } })).status).toBe(200);
  });

  test('/health needs no token', async () => {
    const { url } = await start();
    const response = await fetch(new URL('/health', url));
    expect(await response.json()).toEqual({ health: 'GOOD' });
  });
});

describe('the address', () => {
  test('that is taken already is named', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(`port ${port} on 127.0.0.1 is in use`),
    });
    taken.close();
  });

  test('that this machine does not have is named', async () => {
    await expect(start({ host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'LISTEN_FAILED',
      message: expect.stringContaining('of 192.0.2.1'),
    });
  });

  test('is one that can be called when it stands for all', async () => {
    const { url } = await start({ host: '0.0.0.0' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    expect((await fetch(new URL('/health', url))).status).toBe(200);
  });
});

test('closes at once although a client is connected and silent, and closes twice', async () => {
  const { url, close } = await start();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /api/client/metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
  // Dropped without a farewell is an error to the other side, and just what is wanted here.
  socket.on('error', () => undefined);
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await Promise.all([close(), close()]);
  await ended;
  await expect(fetch(url)).rejects.toThrow();
});
