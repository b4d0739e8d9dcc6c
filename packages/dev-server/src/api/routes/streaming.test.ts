import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import type { DevServer } from '../../dev-server';
import { openStream, type StreamEvent, type TestStream } from '../../testing/open-stream';
import { useDevServer } from '../../testing/use-dev-server';

const start = useDevServer();
const spec = { 'Unleash-Client-Spec': '6.1.0' };

const open = (server: DevServer, headers: Record<string, string> = {}, query = '') =>
  openStream(server, { ...spec, ...headers }, query);

/** Waits for so many events, and says when there are more. */
const received = (stream: TestStream, count: number) =>
  vi.waitFor(
    () => {
      expect(stream.events).toHaveLength(count);
      return stream.events;
    },
    { interval: 2, timeout: 4000 },
  );

const eventsOf = ({ data }: StreamEvent = { name: '', id: '', data: '{"events":[]}' }) =>
  JSON.parse(data ?? '').events as Record<string, unknown>[];

test('starts with all that there is', async () => {
  const server = await start({ flags: { segments: { s: { a: 1 } }, flags: { beta: { segments: ['s'] } } } });
  const stream = await open(server);
  const { status, headers } = stream.response;
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/event-stream');
  expect(headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(headers.get('x-accel-buffering')).toBe('no');
  const [connected] = await received(stream, 1);
  expect(connected).toMatchObject({ name: 'unleash-connected', id: expect.stringMatching(/^\d+001$/) });
  const { features, segments } = server.flags();
  expect(eventsOf(connected)).toEqual([
    { type: 'hydration', eventId: Number(connected?.id), features, segments },
  ]);
});

test('goes on with each change, and is silent when nothing changes', async () => {
  const server = await start();
  const stream = await open(server);
  const [connected] = await received(stream, 1);
  const revision = Number(connected?.id);
  server.updateFlag('beta', { enabled: false });
  server.updateFlag('beta', { enabled: false });
  server.replace({ flags: { gamma: true } });
  const [, first, second] = await received(stream, 3);
  expect(first).toMatchObject({ name: 'unleash-updated', id: String(revision + 1) });
  expect(eventsOf(first)).toMatchObject([
    { type: 'feature-updated', eventId: revision + 1, feature: { name: 'beta', enabled: false } },
  ]);
  expect(second).toMatchObject({ name: 'unleash-updated', id: String(revision + 3) });
  expect(eventsOf(second)).toMatchObject([
    { type: 'feature-updated', eventId: revision + 2, feature: { name: 'gamma' } },
    { type: 'feature-removed', eventId: revision + 3, featureName: 'beta' },
  ]);
});

describe('Last-Event-ID', () => {
  test('brings exactly what was missed', async () => {
    const server = await start();
    const first = await open(server);
    server.setFlag({ name: 'seen' });
    const [, seen] = await received(first, 2);
    first.close();
    await vi.waitFor(() => expect(server.streams).toBe(0));
    server.setFlag({ name: 'missed' });
    server.removeFlag('beta');
    const second = await open(server, { 'Last-Event-ID': seen?.id ?? '' });
    server.setFlag({ name: 'new' });
    const [connected, updated] = await received(second, 2);
    const revision = Number(seen?.id);
    expect(connected).toMatchObject({ name: 'unleash-connected', id: String(revision + 2) });
    expect(eventsOf(connected)).toMatchObject([
      { type: 'feature-updated', eventId: revision + 1, feature: { name: 'missed' } },
      { type: 'feature-removed', eventId: revision + 2, featureName: 'beta' },
    ]);
    expect(eventsOf(updated)).toMatchObject([{ eventId: revision + 3, feature: { name: 'new' } }]);
  });

  test('brings an empty list where nothing was missed', async () => {
    const server = await start();
    const [connected] = await received(await open(server), 1);
    const again = await received(await open(server, { 'Last-Event-ID': connected?.id ?? '' }), 1);
    expect(again).toEqual([{ name: 'unleash-connected', id: connected?.id, data: '{"events":[]}' }]);
  });

  test('brings all there is where it is of another server, or too old', async () => {
    const server = await start({ deltaHistory: 1 });
    const [connected] = await received(await open(server), 1);
    for (const enabled of [false, true]) server.updateFlag('beta', { enabled });
    for (const id of ['', '5', 'x', connected?.id ?? '', String(Number(connected?.id) + 3)]) {
      const [again] = await received(await open(server, { 'Last-Event-ID': id }), 1);
      expect(eventsOf(again)).toMatchObject([{ type: 'hydration', eventId: Number(connected?.id) + 2 }]);
    }
  });
});

test('brings all there is when more has changed at once than is remembered', async () => {
  const server = await start({ deltaHistory: 1 });
  const stream = await open(server);
  server.replace({ flags: { a: true, b: true } });
  const [, updated] = await received(stream, 2);
  expect(updated?.name).toBe('unleash-updated');
  expect(eventsOf(updated)).toMatchObject([{ type: 'hydration', features: [{ name: 'a' }, { name: 'b' }] }]);
});

test('is filtered, and silent about what the client does not see', async () => {
  const server = await start({ flags: { flags: { 'web.a': { project: 'web' }, 'app.a': true } } });
  const stream = await open(server, {}, '?project=web');
  const [connected] = await received(stream, 1);
  expect(eventsOf(connected)).toMatchObject([{ features: [{ name: 'web.a' }] }]);
  server.removeFlag('app.a');
  server.updateFlag('web.a', { project: 'default' });
  const [, updated] = await received(stream, 2);
  expect(eventsOf(updated)).toMatchObject([{ type: 'feature-removed', featureName: 'web.a' }]);
});

test('wants a token, and filters that make sense', async () => {
  const server = await start();
  expect((await openStream({ ...server, token: 'x' })).response.status).toBe(401);
  expect((await open(server, {}, '?tag=simple')).response.status).toBe(400);
  expect((await open(server, { 'Unleash-Client-Spec': 'x' })).response.status).toBe(400);
  expect(server.streams).toBe(0);
});

test('is kept open by comments', async () => {
  const stream = await open(await start({ keepAliveMs: 20 }));
  await vi.waitFor(() => expect(stream.comments.length).toBeGreaterThan(2));
  expect(stream.comments[0]).toBe(':keep-alive');
  expect(stream.events).toHaveLength(1);
});

test('is counted and remembered as soon as it is open', async () => {
  const server = await start();
  const streams = [await open(server), await open(server, { 'Last-Event-ID': '5' })];
  expect(server.streams).toBe(2);
  expect(server.requests).toMatchObject([
    { path: '/api/client/streaming', status: 200 },
    { headers: { authorization: '[redacted]', 'last-event-id': '5' } },
  ]);
  streams[0]?.close();
  await vi.waitFor(() => expect(server.streams).toBe(1));
});

test('answers HEAD with its headers alone', async () => {
  const server = await start();
  const headers = { Authorization: server.token };
  const response = await fetch(`${server.url}/client/streaming`, { method: 'HEAD', headers });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toBe('');
  expect(server.streams).toBe(0);
});

test('ends when the server closes', async () => {
  const server = await start();
  const stream = await open(server);
  await server.close();
  await stream.ended;
  expect(server.streams).toBe(0);
});

test('is cut when the client does not read', async () => {
  const server = await start();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  // Cut without a farewell is an error to the other side, and just what is wanted here.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  const request = ['GET /api/client/streaming HTTP/1.1', 'Host: x', `Authorization: ${server.token}`];
  socket.write(`${request.join('\r\n')}\r\n\r\n`);
  const reader = await open(server);
  await vi.waitFor(() => expect(server.streams).toBe(2));
  const megabyte = 'x'.repeat(2 ** 20);
  let sent = 0;
  while (server.streams === 2 && sent < 100) {
    sent += 1;
    server.updateFlag('beta', { description: `${sent} ${megabyte}` });
    await received(reader, sent + 1);
  }
  // The system's own buffers hold some more.
  expect(sent).toBeGreaterThan(16);
  expect(sent).toBeLessThan(50);
  expect(server.streams).toBe(1);
  socket.destroy();
});

describe('setFetchMode', () => {
  const modesOf = ({ events }: TestStream) =>
    events.filter(({ name }) => name === 'fetch-mode').map(({ data, id }) => [data, id]);

  test('tells open streams, and those that open', async () => {
    const server = await start();
    const stream = await open(server);
    server.setFetchMode('polling');
    await received(stream, 2);
    const later = await open(server);
    await received(later, 2);
    expect([modesOf(stream), modesOf(later)]).toEqual([[['polling', undefined]], [['polling', undefined]]]);
    expect(later.response.headers.get('fetch-mode')).toBeNull();
    server.setFetchMode(undefined);
    server.setFetchMode('streaming');
    await received(stream, 3);
    expect(modesOf(stream)[1]).toEqual(['streaming', undefined]);
  });

  test('tells clients that poll, by a header', async () => {
    const server = await start();
    const headers = { Authorization: server.token };
    const modes = async () => {
      const answers = ['features', 'delta'].map((path) => fetch(`${server.url}/client/${path}`, { headers }));
      return (await Promise.all(answers)).map((answer) => answer.headers.get('fetch-mode'));
    };
    expect(await modes()).toEqual([null, null]);
    server.setFetchMode('streaming');
    expect(await modes()).toEqual(['streaming', 'streaming']);
    server.setFetchMode(undefined);
    expect(await modes()).toEqual([null, null]);
  });

  test('refuses what is no mode', async () => {
    const server = await start();
    expect(() => server.setFetchMode('pushing' as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        message: 'the fetch mode must be polling, streaming or undefined, got "pushing"',
      }),
    );
  });
});
