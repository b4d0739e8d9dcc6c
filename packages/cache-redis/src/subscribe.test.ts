import { createClientPool } from 'redis';
import { describe, expect, test, vi } from 'vitest';
import { RedisCache } from './redis-cache';
import { allCalls } from './testing/all-calls.testing';
import { clientKinds, openCache, openRedis, type TestEnd } from './testing/open-cache.testing';

const patient = { commandTimeoutMs: 5000 };
/** By when the version must have told what no notice did. */
const BY_VERSION = { timeout: 6500, interval: 20 };
const BY_NOTICE = { timeout: 1500, interval: 5 };

describe.concurrent.each(clientKinds)('subscribe, through %s,', { timeout: 25_000 }, (kind) => {
  const setUp = async (end: TestEnd) => {
    const server = await openRedis(end);
    const [reader, writer] = [
      openCache(end, kind, server.url, patient),
      openCache(end, 'url', server.url, patient),
    ];
    const changed = vi.fn();
    const subscribe = () => reader.subscribe('key', changed);
    const toBeTold = (options = BY_VERSION) => vi.waitFor(() => expect(changed).toHaveBeenCalled(), options);
    /** Until notices arrive. */
    const listening = () =>
      vi.waitFor(
        async () => expect(await server.command('pubsub', 'channels')).toBe('unleash:changes'),
        BY_VERSION,
      );
    return { server, reader, writer, changed, subscribe, toBeTold, listening };
  };

  test('tells of each write by a notice, once', async (end) => {
    const { server, writer, changed, subscribe, listening, reader } = await setUp(end);
    const evaluations = async () =>
      Number(/cmdstat_eval:calls=(\d+)/.exec(await server.command('info', 'commandstats'))?.[1]);
    const stop = subscribe();
    await listening();
    for (let write = 1; write <= 3; write += 1) {
      await writer.set('key', `text ${write}`);
      await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(write), BY_NOTICE);
      expect(await reader.get('key')).toBe(`text ${write}`);
    }
    await writer.destroy();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(4), BY_NOTICE);
    await reader.set('key', 'own');
    expect(changed).toHaveBeenCalledTimes(5);
    // The next look at the version has nothing to add.
    const looks = await evaluations();
    await vi.waitFor(async () => expect(await evaluations()).toBeGreaterThan(looks), BY_VERSION);
    expect(changed).toHaveBeenCalledTimes(5);
    stop();
  });

  test('tells of a write whose notice was lost', async (end) => {
    const { server, writer, changed, subscribe, toBeTold, listening } = await setUp(end);
    await writer.set('key', 'text');
    end.onTestFinished(subscribe());
    await listening();
    await toBeTold();
    changed.mockClear();
    await server.command('set', 'unleash:{flags}:version:key', 'another');
    await toBeTold();
  });

  test('tells of a write at the moment in which the connection was lost', async (end) => {
    const { server, writer, changed, subscribe, toBeTold, listening } = await setUp(end);
    await writer.set('first', 'text');
    end.onTestFinished(subscribe());
    await listening();
    await Promise.all([server.command('client', 'kill', 'type', 'pubsub'), writer.set('key', 'text')]);
    await toBeTold();
    await listening();
    changed.mockClear();
    await writer.set('key', 'by notice');
    await toBeTold(BY_NOTICE);
  });

  test('tells after an outage, also where the text is the same, so that readers may write what they could not', async (end) => {
    const { server, writer, changed, subscribe, toBeTold, listening } = await setUp(end);
    await writer.set('key', 'text');
    end.onTestFinished(subscribe());
    await listening();
    await toBeTold();
    changed.mockClear();
    await server.command('save');
    await server.kill();
    // An outage is what a look at the version has met.
    await new Promise((resolve) => setTimeout(resolve, 5200));
    expect(changed).not.toHaveBeenCalled();
    await server.restart();
    await toBeTold();
  });

  test('tells that a Redis came back empty', async (end) => {
    const { server, writer, changed, subscribe, toBeTold, listening } = await setUp(end);
    await writer.set('key', 'text');
    end.onTestFinished(subscribe());
    await listening();
    await toBeTold();
    changed.mockClear();
    await server.restart({ empty: true });
    await toBeTold();
  });

  test('works by itself once a Redis is up that was down', async (end) => {
    const { server, writer, subscribe, toBeTold, listening } = await setUp(end);
    await server.kill();
    end.onTestFinished(subscribe());
    await expect(writer.get('key')).rejects.toThrow('Redis failed');
    await server.restart({ empty: true });
    await vi.waitFor(() => writer.set('key', 'text'), BY_VERSION);
    await toBeTold();
    await listening();
  });

  test('goes on after Redis was stopped and resumed', async (end) => {
    const { server, writer, changed, subscribe, toBeTold, listening } = await setUp(end);
    end.onTestFinished(subscribe());
    await listening();
    await writer.set('key', 'before');
    await toBeTold();
    changed.mockClear();
    server.suspend();
    const writing = writer.set('key', 'text');
    await expect(writing).rejects.toThrow('no answer');
    server.resume();
    await toBeTold();
    changed.mockClear();
    await vi.waitFor(() => writer.set('key', 'again'), BY_VERSION);
    await toBeTold(BY_NOTICE);
  });

  test('keeps one connection until its last undo', async (end) => {
    const { server, reader, subscribe, listening } = await setUp(end);
    const listeners = async () =>
      (await server.command('client', 'list', 'type', 'pubsub')).split('\n').filter(Boolean);
    const [one, other] = [subscribe(), reader.subscribe('other', () => undefined)];
    await listening();
    expect(await listeners()).toHaveLength(1);
    one();
    one();
    expect(await listeners()).toHaveLength(1);
    other();
    await vi.waitFor(async () => expect(await listeners()).toEqual([]));
    const again = subscribe();
    await listening();
    again();
  });
});

/** As the README names them; `+info` is for ioredis. */
const RIGHTS =
  '~unleash:* +eval +get +strlen +set +del +exists +pexpire +sadd +srem +smembers +time +ping +info'.split(
    ' ',
  );
const NOTICES = ['&unleash:changes', '+publish', '+subscribe'];

describe.concurrent.each(clientKinds)('a user with few rights, through %s,', { timeout: 25_000 }, (kind) => {
  const setUp = async (end: TestEnd, rights: readonly string[]) => {
    const server = await openRedis(end);
    await server.command('acl', 'setuser', 'app', 'on', '>pw', 'resetchannels', ...rights);
    const url = server.url.replace('//', '//app:pw@');
    const [reader, writer] = [openCache(end, kind, url, patient), openCache(end, kind, url, patient)];
    const changed = vi.fn();
    end.onTestFinished(reader.subscribe('key', changed));
    await vi.waitFor(() => writer.get('key'), BY_VERSION);
    return { server, reader, writer, changed };
  };

  test('is told by notices', async (end) => {
    const { server, reader, writer, changed } = await setUp(end, [...RIGHTS, ...NOTICES]);
    const listening = async () => expect(await server.command('pubsub', 'channels')).toBe('unleash:changes');
    await vi.waitFor(listening, BY_VERSION);
    expect(await writer.set('key', 'text')).toBe(true);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), BY_NOTICE);
    expect(await allCalls(reader, patient.commandTimeoutMs)).toEqual([]);
  });

  test('is told by the version without the right to notices', async (end) => {
    const { reader, writer, changed } = await setUp(end, RIGHTS);
    expect(await writer.set('key', 'text')).toBe(true);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), BY_VERSION);
    expect(await allCalls(reader, patient.commandTimeoutMs)).toEqual([]);
  });
});

test('a pool of clients, which has no subscriptions, is told by the version', {
  timeout: 25_000,
}, async (end) => {
  const server = await openRedis(end);
  const client = createClientPool({ url: server.url });
  await client.connect();
  const reader = new RedisCache({ ...patient, client });
  end.onTestFinished(async () => {
    await reader.close();
    client.destroy();
  });
  const changed = vi.fn();
  end.onTestFinished(reader.subscribe('key', changed));
  await openCache(end, 'url', server.url, patient).set('key', 'text');
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), BY_VERSION);
  expect(await reader.get('key')).toBe('text');
  expect(await server.command('pubsub', 'channels')).toBe('');
});
