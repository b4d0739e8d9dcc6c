import { once } from 'node:events';
import { createScheduler } from '@unleash-client/http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type RecordingObserver, recordingObserver } from '../testing/recording-observer.testing';
import { connected, updated } from '../testing/sse.testing';
import { type Handler, startServer, type TestServer } from '../testing/start-server.testing';
import {
  answers,
  commentsOnly,
  dripping,
  endlessEvent,
  neverAnswers,
  resets,
  streamOf,
  streamThenClose,
} from '../testing/stream-handlers.testing';
import { createStreamingSource } from './create-streaming-source';
import type { StreamingOptions } from './streaming-options';

/** Follows a real server with real timers; every reconnection comes as soon as chance can make it. */
const follow = (
  server: TestServer,
  { http, ...options }: Partial<StreamingOptions> = {},
  observer: RecordingObserver = recordingObserver(),
) => {
  const world = { scheduler: createScheduler(), random: () => 0, now: Date.now };
  const source = createStreamingSource({ http: http ?? server.client(), ...world, ...options });
  const running = source.start(observer);
  onTestFinished(() => running.stop());
  return { running, observer };
};

const heard = (observer: RecordingObserver, ...expected: string[]) =>
  vi.waitFor(() => expect(observer.heard).toEqual(expected), { timeout: 5000, interval: 5 });

const idsOf = (server: TestServer) => server.requests.map(({ headers }) => headers['last-event-id']);

test('the request is one for events, with the headers of every request and the filters', async () => {
  const server = await startServer(streamOf(connected('all', '1')));
  const customHeaders = async () => ({ Authorization: '*:development.abc' });
  const query = [['project', 'web']] as const;
  const { observer } = follow(server, { http: server.client({ customHeaders }), query });
  await heard(observer, 'all');
  expect(server.requests[0]?.url).toBe('/api/client/streaming?project=web');
  expect(server.requests[0]?.headers).toMatchObject({
    accept: 'text/event-stream',
    authorization: '*:development.abc',
    'unleash-appname': 'shop',
    'unleash-connection-id': 'c',
  });
  expect(server.requests[0]?.headers).not.toHaveProperty('unleash-interval');
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('events that arrive byte by byte are whole: %s', async (_, lineEnd) => {
  const text = `: hello\n\n${connected('größe 🦊\ndata: two', '1')}${updated('change', '2')}`;
  const server = await startServer(dripping(text.replaceAll('\n', lineEnd)));
  await heard(follow(server).observer, 'größe 🦊\ntwo', 'change');
});

test('an event of five megabytes is one event', async () => {
  const big = JSON.stringify({ events: 'x'.repeat(5_000_000) });
  const server = await startServer(streamOf(connected(big, '1')));
  const { observer } = follow(server);
  await vi.waitFor(() => expect(observer.snapshots[0]?.text.length).toBe(big.length), { timeout: 5000 });
});

test('an event that never ends is refused while it is being read, and the connection is closed', async () => {
  const server = await startServer(endlessEvent, streamOf(connected('all', '1')));
  const { observer } = follow(server, { maxEventLength: 1_000_000 });
  await heard(observer, 'TOO_LARGE', 'all');
});

test('comments keep a stream alive, silence does not', async () => {
  const server = await startServer(commentsOnly);
  const { observer, running } = follow(server, { readTimeoutMs: 200 });
  await vi.waitFor(() => expect(server.requests[0]?.socket.bytesWritten).toBeGreaterThan(600), {
    timeout: 5000,
  });
  expect(observer.heard).toEqual([]);
  running.stop();

  const silent = await startServer(streamOf(connected('all', '1')), streamOf(connected('again', '2')));
  await heard(follow(silent, { readTimeoutMs: 200 }).observer, 'all', 'TIMEOUT', 'again', 'TIMEOUT');
  expect(idsOf(silent).slice(0, 2)).toEqual([undefined, '1']);
});

describe('one fault, and the flags from the next connection, after', () => {
  const faults: ReadonlyArray<readonly [string, Handler, string]> = [
    ['a server that never answers', neverAnswers, 'TIMEOUT'],
    ['a reset', resets, 'UNAVAILABLE'],
    ['a 503', answers(503), 'UNAVAILABLE'],
    ['a server that closes at once', streamThenClose(), 'UNAVAILABLE'],
    ['half an event', streamThenClose('event: unleash-connected\ndata: ha'), 'UNAVAILABLE'],
  ];
  for (const [what, handler, code] of faults) {
    test(what, async () => {
      const server = await startServer(handler, streamOf(connected('all', '1')));
      await heard(follow(server, { http: server.client({ timeoutMs: 500 }) }).observer, code, 'all');
    });
  }
});

test('a header function is asked before each connection, and may fail', async () => {
  const server = await startServer(streamOf(connected('all', '1')));
  const tokens = [Promise.reject(new Error('vault is sealed'))];
  const customHeaders = () => tokens.shift() ?? { Authorization: '*:development.new' };
  const { observer } = follow(server, { http: server.client({ customHeaders }) });
  await heard(observer, 'HEADERS', 'all');
  expect(server.requests[0]?.headers.authorization).toBe('*:development.new');
});

describe('at most ten connections in five seconds, whatever chance says, to a server', () => {
  test.concurrent.each<[string, Handler]>([
    ['that closes at once', streamThenClose()],
    ['that resets', resets],
    ['that sends malformed events', streamThenClose(connected('{', '1'))],
    ['that stays open after malformed events', streamOf(connected('{', '1'))],
  ])('%s', { timeout: 10_000 }, async (_, handler) => {
    const server = await startServer(handler);
    follow(
      server,
      {},
      recordingObserver(() => 'resync'),
    );
    await new Promise((resolve) =>
      createScheduler({ holdsProcess: true }).after(5000, () => resolve(undefined)),
    );
    expect(server.requests.length).toBeGreaterThanOrEqual(5);
    expect(server.requests.length).toBeLessThanOrEqual(10);
    expect(idsOf(server).every((id) => id === undefined)).toBe(true);
  });
});

test('stop hangs up, in the stream and before an answer', async () => {
  for (const handler of [streamOf(connected('all', '1')), neverAnswers]) {
    const server = await startServer(handler);
    const { running, observer } = follow(server);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    if (handler !== neverAnswers) await heard(observer, 'all');
    const socket = server.requests[0]?.socket;
    if (socket === undefined) throw new Error('no request arrived');
    const closed = once(socket, 'close');
    running.stop();
    await closed;
    await running.refresh();
    expect(server.requests).toHaveLength(1);
  }
});

test('memory is flat over ten thousand events', async () => {
  const event = updated(JSON.stringify({ events: 'x'.repeat(10_000) }), '2');
  const server = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let left = 10_000;
    const fill = () => {
      while (left > 0 && response.write(event)) left -= 1;
      if (left === 0) response.write(connected('done', '3'));
    };
    response.on('drain', fill);
    fill();
  });
  let events = 0;
  let isDone = false;
  let peak = 0;
  const before = process.memoryUsage().heapUsed;
  const observer: RecordingObserver = {
    ...recordingObserver(),
    snapshot: ({ text }) => {
      events += 1;
      if (events % 100 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
      isDone ||= text === 'done';
      return 'accepted';
    },
  };
  follow(server, {}, observer);
  await vi.waitFor(() => expect(isDone).toBe(true), { timeout: 20_000 });
  expect(events).toBeGreaterThanOrEqual(10_000);
  // A hundred megabytes went through.
  expect(peak).toBeLessThan(60_000_000);
}, 30_000);
