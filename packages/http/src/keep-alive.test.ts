import http from 'node:http';
import { describe, expect, test } from 'vitest';
import { gone, startServer } from './start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, testClient } from './test-client.testing';

const passTime = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('connections', () => {
  test('are used again', async () => {
    const { origin, requests } = await startServer((_, response) => response.end('ok'));
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    await client.request(GET_FEATURES);
    expect(requests[0]?.socket).toBe(requests[1]?.socket);
  });

  test('are one for twenty polls some time apart', async () => {
    const { origin, requests } = await startServer((_, response) => response.end('ok'));
    const client = testClient({ url: origin });
    for (let polls = 0; polls < 20; polls += 1) {
      expect((await client.request(GET_FEATURES)).status).toBe(200);
      await passTime(20);
    }
    expect(requests).toHaveLength(20);
    expect(new Set(requests.map(({ socket }) => socket)).size).toBe(1);
  });

  test('are one for answers without a body, however soon the next request comes', async () => {
    const { origin, requests } = await startServer((_, response) => response.writeHead(304).end());
    const client = testClient({ url: origin });
    for (let polls = 0; polls < 20; polls += 1) {
      expect((await client.request(GET_FEATURES)).status).toBe(304);
    }
    expect(new Set(requests.map(({ socket }) => socket)).size).toBe(1);
  });

  test('may be closed by the server between two polls, before, after and while the second is sent', async () => {
    const { origin, requests, server } = await startServer((_, response) => response.end('ok'));
    server.keepAliveTimeout = 30;
    const client = testClient({ url: origin });
    for (let gapMs = 10; gapMs < 50; gapMs += 2) {
      expect((await client.request(GET_FEATURES)).status).toBe(200);
      await passTime(gapMs);
    }
    expect(requests).toHaveLength(20);
  });

  test('are none for polls while a stream is open, which takes none from them either', async () => {
    const { origin, requests } = await startServer((request, response) => {
      if (request.url === '/client/streaming') response.write(':\n');
      else response.end('ok');
    });
    const client = testClient({ url: origin });
    const openStream = () => client.stream({ method: 'GET', path: 'client/streaming', readTimeoutMs: 5000 });
    await client.request(GET_FEATURES);
    const streams = [await openStream(), await openStream()];
    await client.request(GET_FEATURES);
    await client.request(GET_FEATURES);
    const sockets = requests.map(({ socket }) => socket);
    expect(sockets[3]).toBe(sockets[4]);
    expect(new Set(sockets).size).toBe(3);
    for (const stream of streams) stream.close();
    expect((await client.request(GET_FEATURES)).status).toBe(200);
    expect(requests[5]?.socket).toBe(sockets[3]);
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

  test('in the middle of an answer fails that, and asks for nothing again', async () => {
    const { origin, requests } = await startServer(({ url, socket }, response) => {
      if (url === '/client/features') return void response.end('ok');
      response.write('data: 1\n\n', () => socket.resetAndDestroy());
    });
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    const stream = await client.stream({ method: 'GET', path: 'client/streaming', readTimeoutMs: 5000 });
    const drain = async () => {
      for await (const _ of stream.body);
    };
    expect((await rejection(drain())).code).toBe('UNAVAILABLE');
    await client.request(GET_FEATURES);
    expect(requests.map(({ url }) => url)).toEqual([
      '/client/features',
      '/client/streaming',
      '/client/features',
    ]);
    expect(requests[1]?.socket).toBe(requests[0]?.socket);
  });

  test('fails a POST, which may have been counted', async () => {
    const { origin, requests } = await startForgetfulServer();
    const client = testClient({ url: origin });
    await client.request(GET_FEATURES);
    expect((await rejection(client.request(POST_METRICS))).code).toBe('UNAVAILABLE');
    expect(requests).toHaveLength(2);
  });
});
