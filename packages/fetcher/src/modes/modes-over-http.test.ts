import type { IncomingMessage } from 'node:http';
import { createScheduler } from '@unleash-client/http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { recordingObserver } from '../testing/recording-observer.testing';
import { connected } from '../testing/sse.testing';
import { type Handler, startServer } from '../testing/start-server.testing';
import { answers, byPath, commentsOnly, neverAnswers, streamOf } from '../testing/stream-handlers.testing';
import { createModeSource } from './create-mode-source';
import type { Mode, ModeChange } from './mode';

const features: Handler = (request, response) => {
  if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
  else response.writeHead(200, { etag: '"1"' }).end('flags');
};

const isStream = ({ url = '' }: IncomingMessage) => url.endsWith('/streaming');

const start = async (mode: Mode, handlers: Readonly<Record<string, Handler>>) => {
  const server = await startServer(byPath({ features, ...handlers }));
  const observer = recordingObserver();
  const changes: ModeChange[] = [];
  const startedAtMs = performance.now();
  let flagsAfterMs = Number.POSITIVE_INFINITY;
  const source = createModeSource({
    http: server.client(),
    scheduler: createScheduler(),
    random: Math.random,
    now: Date.now,
    intervalMs: 15_000,
    jitterMs: 0,
    retries: 3,
    mode,
    onMode: (change) => void changes.push(change),
  });
  const running = source.start({
    ...observer,
    snapshot: (snapshot) => {
      flagsAfterMs = Math.min(flagsAfterMs, performance.now() - startedAtMs);
      return observer.snapshot(snapshot);
    },
  });
  onTestFinished(() => running.stop());
  const heard = (text: string) =>
    vi.waitFor(() => expect(observer.heard).toContain(text), { timeout: 5000, interval: 5 });
  return { server, observer, changes, running, heard, flagsAfterMs: () => flagsAfterMs };
};

test.each<[string, Mode, Handler]>([
  ['has no stream', 'streaming', answers(404)],
  ['forbids streams', 'streaming', answers(403)],
  ['answers with a page', 'streaming', answers(200, { 'content-type': 'text/html' }, '<html>')],
  ['has no delta', 'delta', answers(404)],
])('a server that %s is polled within the first second, with one word of it', async (_, mode, handler) => {
  const { heard, changes, observer, flagsAfterMs } = await start(mode, {
    streaming: handler,
    delta: handler,
  });
  await heard('flags');
  expect(flagsAfterMs()).toBeLessThan(1000);
  expect(changes).toMatchObject([{ from: mode, to: 'polling' }]);
  expect(observer.faults).toEqual([]);
});

test.each<[string, Handler, number]>([
  ['answers 503', answers(503), 1000],
  ['never answers', neverAnswers, 2000],
  ['sends nothing but comments', commentsOnly, 2000],
])('flags are there soon while the stream %s', async (_, streaming, withinMs) => {
  const { heard, changes, observer, flagsAfterMs } = await start('streaming', { streaming });
  await heard('flags');
  expect(flagsAfterMs()).toBeLessThan(withinMs);
  expect([changes, observer.faults]).toEqual([[], []]);
});

test('a stream that delivers is all there is', async () => {
  const { heard, server, running } = await start('streaming', { streaming: streamOf(connected('all', '1')) });
  await heard('all');
  await running.refresh();
  expect(server.requests).toHaveLength(1);
});

test('delta goes on from the ETag as it came', async () => {
  const delta: Handler = (request, response) => {
    if (request.headers['if-none-match'] === '7') response.writeHead(304).end();
    else response.writeHead(200, { etag: '7' }).end('all');
  };
  const { heard, running, observer } = await start('delta', { delta });
  await heard('all');
  await running.refresh();
  await running.refresh();
  expect(observer.heard.slice(0, 2)).toEqual(['all', 'unchanged']);
});

test('modes change while requests are under way, and the end leaves no connection', async () => {
  const { server, running, heard, changes } = await start('streaming', {
    streaming: streamOf(connected('all', '1')),
    delta: answers(200, { etag: '7' }, 'delta'),
  });
  await heard('all');
  for (const mode of ['polling', 'delta', 'streaming', 'polling', 'delta'] as const) running.setMode(mode);
  await heard('delta');
  expect(changes).toHaveLength(5);
  running.setMode('streaming');
  await vi.waitFor(() => expect(server.requests.filter(isStream)).toHaveLength(2), { timeout: 5000 });
  running.stop();
  await vi.waitFor(() =>
    expect(server.requests.filter(isStream).every(({ socket }) => socket.destroyed)).toBe(true),
  );
});
