import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { startPolling } from '../testing/start-polling.testing';
import { type Handler, startServer } from '../testing/start-server.testing';

const ETAG = '"1fc12c72:377:v1"';
const flags: Handler = (request, response) => {
  if (request.headers['if-none-match'] === ETAG) response.writeHead(304).end();
  else response.writeHead(200, { etag: ETAG }).end('{"features":[]}');
};
const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(code, headers).end('{"message":"no"}');
  };
const hang: Handler = () => undefined;
const reset: Handler = (request) => request.socket.resetAndDestroy();
const halfAnAnswer: Handler = (request, response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"features":[', () => request.socket.end());
};
const bomb: Handler = (_, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1024 * 1024)));
};
const elsewhere: Handler = (_, response) =>
  response.writeHead(302, { location: 'http://other.invalid/' }).end();

test('lives on 304 answers after the first fetch', async () => {
  const server = await startServer(flags);
  const polling = startPolling(server.client());
  await polling.polls(3);
  expect(polling.observer.heard).toEqual(['{"features":[]}', 'unchanged', 'unchanged', 'unchanged']);
  expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    ETAG,
    ETAG,
    ETAG,
  ]);
  expect(server.requests[0]?.headers['unleash-interval']).toBe('1000');
});

test('asks ten times slower while the token is refused, and recovers when it is accepted', async () => {
  const server = await startServer(status(401), status(403), flags);
  const polling = startPolling(server.client(), { retries: 3 });
  expect(await polling.polls(3)).toEqual([10_000, 10_000, 1000]);
  expect(polling.observer.heard).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED', '{"features":[]}', 'unchanged']);
});

test('obeys Retry-After of a 429', async () => {
  const server = await startServer(status(429, { 'retry-after': '60' }), flags);
  const polling = startPolling(server.client(), { retries: 3 });
  expect(await polling.polls(2)).toEqual([60_000, 1000]);
});

test('sends one request per poll while the server answers 503', async () => {
  const server = await startServer(flags, status(503));
  const polling = startPolling(server.client(), { retries: 3, random: () => 0.5 });
  const delays = await polling.polls(6);
  expect(server.requests).toHaveLength(7);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(1000);
});

describe('one fault, and the flags at the next poll, after', () => {
  const faults: ReadonlyArray<readonly [string, Handler, string]> = [
    ['a server that never answers', hang, 'TIMEOUT'],
    ['a reset connection', reset, 'UNAVAILABLE'],
    ['half an answer', halfAnAnswer, 'UNAVAILABLE'],
    ['a gzip bomb', bomb, 'TOO_LARGE'],
    ['a redirect to another origin', elsewhere, 'REDIRECT'],
  ];
  for (const [what, handler, code] of faults) {
    test(what, async () => {
      const server = await startServer(handler, flags);
      const polling = startPolling(server.client({ timeoutMs: 500, limits: { inflatedBytes: 100_000 } }));
      expect(await polling.polls(1)).toEqual([1000]);
      expect(polling.observer.heard).toEqual([code, '{"features":[]}']);
    });
  }
});

test('recovers from a header function that rejects, and from one that never settles', async () => {
  const server = await startServer(flags);
  const answers = [Promise.reject(new Error('vault is sealed')), new Promise<never>(() => undefined)];
  const customHeaders = () => answers.shift() ?? { Authorization: '*:development.abc' };
  const polling = startPolling(server.client({ customHeaders, timeoutMs: 200 }));
  await polling.polls(2);
  expect(polling.observer.heard).toEqual(['HEADERS', 'TIMEOUT', '{"features":[]}']);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers.authorization).toBe('*:development.abc');
});

test('stop hangs up on a server that never answers', async () => {
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await startServer(() => arrived());
  const { running, observer } = startPolling(server.client());
  await arrival;
  const socket = server.requests[0]?.socket;
  if (socket === undefined) throw new Error('no request arrived');
  const closed = once(socket, 'close');
  running.stop();
  await closed;
  await running.refresh();
  expect(observer.heard).toEqual([]);
});
