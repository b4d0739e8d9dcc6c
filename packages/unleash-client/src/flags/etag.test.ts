import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { type Answer, startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const good: Answer = { body: bodyOf('a'), headers: { etag: '"good"' } };
const bad: Answer = { body: '{"features":', headers: { etag: '"bad"' } };

/** Polls once for each answer; the ETags that were sent, and the client. */
async function pollThrough(...answers: Answer[]) {
  const server = await startScriptedServer((index) => answers[index] ?? { status: 500 });
  const made = createTestClient({ url: server.url, refreshInterval: 0, requestRetries: 0 });
  made.client.on('error', () => undefined);
  await made.client.initialize({ timeoutMs: 0 });
  while (server.requests.length < answers.length) await made.client.refresh();
  return { ...made, etags: server.requests.map(({ headers }) => headers['if-none-match']) };
}

describe('an ETag', () => {
  test('is sent back verbatim once its payload was accepted', async () => {
    const { etags } = await pollThrough({ ...good, headers: { etag: 'W/"odd:1"' } }, { status: 304 }, good);
    expect(etags).toEqual([undefined, 'W/"odd:1"', 'W/"odd:1"']);
  });

  test('of a payload that was refused is not sent', async () => {
    const { etags } = await pollThrough(bad, good, good);
    expect(etags).toEqual([undefined, undefined, '"good"']);
  });

  test('of the last good payload is sent after a bad one', async () => {
    const { etags, client } = await pollThrough(good, bad, { status: 304 });
    expect(etags).toEqual([undefined, '"good"', '"good"']);
    expect(client.isEnabled('a')).toBe(true);
  });

  test('is kept through failures', async () => {
    const { etags } = await pollThrough(good, { status: 503 }, { status: 401 }, good);
    expect(etags).toEqual([undefined, '"good"', '"good"', '"good"']);
  });
});

describe('after a restart with a cache', () => {
  /** A client that has filled the cache has come and gone; requests of the dev server so far: one. */
  async function restart() {
    const { server, connection } = await startTestServer();
    const cache = createOneTextCache();
    const first = createTestClient({ ...connection, cache });
    await first.client.initialize();
    await first.client.destroy();
    return { server, connection, cache };
  }
  const statuses = (server: { requests: readonly { status: number }[] }) =>
    server.requests.map(({ status }) => status);

  test('the cached ETag is sent, and a 304 makes the cached flags those of the server', async () => {
    const { server, connection, cache } = await restart();
    const { client, events } = createTestClient({ ...connection, cache });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(client.isEnabled('on')).toBe(true);
    expect(statuses(server)).toEqual([200, 304]);
    expect(events.map(({ eventType }) => eventType)).toEqual([
      'ready',
      'changed',
      'unchanged',
      'synchronized',
    ]);
    expect(events[0]).toMatchObject({ source: 'cache' });
  });

  test('a change since then arrives', async () => {
    const { server, connection, cache } = await restart();
    server.updateFlag('off', { enabled: true });
    const { client, eventsOf } = createTestClient({ ...connection, cache });
    await client.initialize();
    expect(statuses(server)).toEqual([200, 200]);
    expect(eventsOf('changed').map(({ added, updated }) => [added, updated])).toEqual([
      [['on', 'off'], []],
      [[], ['off']],
    ]);
  });

  test('the ETag is not sent for another address', async () => {
    const { cache } = await restart();
    const other = await startTestServer();
    const { client } = createTestClient({ ...other.connection, cache });
    expect((await client.initialize()).source).toBe('server');
    expect(other.server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined]);
  });

  test('the ETag is not sent for other filters', async () => {
    const { server, connection, cache } = await restart();
    const { client } = createTestClient({ ...connection, cache, namePrefix: 'on' });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 1 });
    expect(statuses(server)).toEqual([200, 200]);
  });

  test('the ETag is not sent when bootstrapped flags are in use instead', async () => {
    const { server, connection, cache } = await restart();
    const { client } = createTestClient({ ...connection, cache, bootstrap: { features: [] } });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(statuses(server)).toEqual([200, 200]);
  });

  test('the ETag is not sent when the cached flags are refused', async () => {
    const { server, connection, cache } = await restart();
    cache.text = cache.text?.replace('"features"', '"futures!"');
    const { client, log } = createTestClient({ ...connection, cache });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(statuses(server)).toEqual([200, 200]);
    expect(log.lines).toEqual([expect.stringContaining('flags from the cache are refused')]);
  });
});

test('identical bytes under another ETag are no change', async () => {
  const { events, etags } = await pollThrough(good, { ...good, headers: { etag: '"new"' } }, { status: 304 });
  expect(events.map(({ eventType }) => eventType)).toEqual([
    'ready',
    'changed',
    'fetched',
    'synchronized',
    'unchanged',
    'unchanged',
  ]);
  expect(etags).toEqual([undefined, '"good"', '"new"']);
});

test('identical bytes without an ETag wake nobody', async () => {
  const { eventsOf } = await pollThrough({ body: bodyOf('a') }, { body: bodyOf('a') });
  expect(eventsOf('fetched')).toHaveLength(1);
  expect(eventsOf('changed')).toHaveLength(1);
  expect(eventsOf('unchanged')).toHaveLength(1);
});
