import type { Cache } from '@unleash-client/cache';
import { parseSnapshot } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';

const fail = () => {
  throw new Error('no connection to redis://app:hunter2@cache:6379');
};
const hang = () => new Promise<never>(() => undefined);
const sound: Cache = { get: () => undefined, set: () => undefined };

const FAILED = (what: string) =>
  `error: [unleash] the cache could not be ${what}: no connection to redis://***@cache:6379`;

/** A client of a server that has one flag, with this cache. */
async function startWith(cache: Cache, options = {}) {
  const server = await startScriptedServer((index) => ({ body: bodyOf('on', `version-${index}`) }));
  const made = createTestClient({ url: server.url, cache, ...options });
  return { ...made, server };
}

const faults: [string, Partial<Cache>, string[]][] = [
  ['get throws', { get: fail }, [FAILED('read')]],
  ['get rejects', { get: async () => fail() }, [FAILED('read')]],
  [
    'get answers with another type',
    { get: () => 7 as never },
    ['error: [unleash] the cache could not be read: what it holds is no stored flags'],
  ],
  [
    'get answers with garbage',
    { get: () => '{"format":' },
    ['error: [unleash] the cache could not be read: what it holds is no stored flags'],
  ],
  [
    'get answers with a text that was cut off',
    { get: () => storedText(['cut']).slice(0, -1) },
    ['error: [unleash] the cache could not be read: what it holds is no stored flags'],
  ],
  [
    'get answers with flags that are none',
    { get: () => storedText([], { body: '{}' }) },
    [expect.stringContaining('error: [unleash] flags from the cache are refused: features')],
  ],
  [
    'get throws what is no error',
    {
      get: () => {
        throw null;
      },
    },
    ['error: [unleash] the cache could not be read: unknown fault'],
  ],
  [
    'get throws an error whose message is no text',
    {
      get: () => {
        throw Object.assign(new Error(), { message: 7 });
      },
    },
    ['error: [unleash] the cache could not be read: unknown fault'],
  ],
  ['set throws', { set: fail }, [FAILED('written')]],
  ['set rejects', { set: async () => fail() }, [FAILED('written')]],
];

describe('polling and evaluation go on, with one error event, when', () => {
  test.each(faults)('%s', async (_, methods, lines) => {
    const { client, log, eventsOf } = await startWith({ ...sound, ...methods });
    expect((await client.initialize()).source).toBe('server');
    expect(client.isEnabled('version-0')).toBe(true);
    await vi.waitFor(() => expect(eventsOf('error')).toHaveLength(1));
    await client.destroy();
    expect(log.lines).toEqual(lines);
    expect(eventsOf('error')).toHaveLength(1);
  });

  test('get never settles', async () => {
    const scheduler = createManualScheduler();
    const { client, log, server } = await startWith({ ...sound, get: hang }, { scheduler });
    const initialized = client.initialize();
    await vi.waitFor(() => expect(scheduler.delays).toContain(500));
    scheduler.advance(500);
    expect((await initialized).source).toBe('server');
    expect(server.requests).toHaveLength(1);
    scheduler.advance(9500);
    await vi.waitFor(() =>
      expect(log.lines).toEqual(['error: [unleash] the cache could not be read: no answer within 10000 ms']),
    );
    await client.refresh();
    expect(client.isEnabled('version-1')).toBe(true);
  });

  test('set never settles, and later writes are tried', async () => {
    const scheduler = createManualScheduler();
    const set = vi.fn(hang);
    const { client, log } = await startWith({ ...sound, set }, { scheduler });
    await client.initialize();
    await client.refresh();
    await client.refresh();
    expect(client.isEnabled('version-2')).toBe(true);
    expect(set).toHaveBeenCalledTimes(1);
    scheduler.advance(10_000);
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(2));
    expect(log.lines).toEqual(['error: [unleash] the cache could not be written: no answer within 10000 ms']);
  });

  test('subscribe throws, or its undo does', async () => {
    const cache = { ...sound, get: () => storedText(['on']) };
    const one = createTestClient({ cache: { ...cache, subscribe: fail } });
    await one.client.initialize({ fetchToggles: false });
    await vi.waitFor(() => expect(one.log.lines).toEqual([FAILED('watched')]));
    await one.client.destroy();
    const other = createTestClient({ cache: { ...cache, subscribe: () => fail } });
    await other.client.initialize({ fetchToggles: false });
    await other.client.destroy();
    expect(other.log.lines).toEqual([FAILED('released')]);
  });

  test.each<[string, () => unknown, string[]]>([
    ['nothing that can be called', () => 'subscribed', []],
    ['a promise of its undo', async () => () => undefined, []],
    ['a promise that never settles', hang, []],
    ['a promise that rejects', async () => fail(), [FAILED('watched')]],
    ['an undo that rejects', () => async () => fail(), [FAILED('released')]],
  ])('subscribe answers with %s', async (_, subscribe, lines) => {
    const cache = { ...sound, get: () => storedText(['on']), subscribe } as Cache;
    for (const fetchToggles of [false, true]) {
      const { client, log } = createTestClient({ cache, url: 'http://127.0.0.1:1/api', requestRetries: 0 });
      await client.initialize({ fetchToggles });
      await client.destroy();
      const ofCache = log.lines.filter((line) => line.includes('cache'));
      log.forget();
      expect(ofCache).toEqual(lines);
    }
  });
});

describe('a slow cache', () => {
  test('that answers late still helps when the server is down', async () => {
    const answer = defer<string>();
    const scheduler = createManualScheduler();
    const { client, log } = createTestClient({ cache: { ...sound, get: () => answer.promise }, scheduler });
    const initialized = client.initialize();
    await vi.waitFor(() => expect(scheduler.delays).toContain(500));
    scheduler.advance(500);
    await vi.waitFor(() => expect(log.lines).toHaveLength(1));
    answer.resolve(storedText(['late']));
    expect((await initialized).source).toBe('cache');
    expect(client.isEnabled('late')).toBe(true);
  });

  test('that answers after the server changes nothing', async () => {
    const answer = defer<string>();
    const scheduler = createManualScheduler();
    const { client, eventsOf } = await startWith({ ...sound, get: () => answer.promise }, { scheduler });
    const initialized = client.initialize();
    await vi.waitFor(() => expect(scheduler.delays).toContain(500));
    scheduler.advance(500);
    await initialized;
    answer.resolve(storedText(['late']));
    await client.refresh();
    expect(client.isEnabled('late')).toBe(false);
    expect(eventsOf('changed').flatMap(({ added }) => added)).not.toContain('late');
  });

  test('that answers after destroy changes nothing', async () => {
    const answer = defer<string>();
    const { client, events } = await startWith({ ...sound, get: () => answer.promise });
    void client.initialize();
    await client.destroy();
    answer.resolve(storedText(['late']));
    await new Promise(setImmediate);
    expect(client.isEnabled('late')).toBe(false);
    expect(events).toEqual([]);
  });

  test('is asked once for each start, for the flags and for a seed', async () => {
    const get = vi.fn((_key: string) => null);
    const { client } = await startWith({ ...sound, get });
    await client.initialize();
    await client.refresh();
    const keys = get.mock.calls.map(([key]) => key.replace(/[0-9a-f]{64}/, 'HASH')).sort();
    expect(keys).toEqual(['bootstrap', 'unleash-HASH']);
  });
});

describe('what is written', () => {
  test('is the body as it was received, its ETag, its address and the time', async () => {
    const padded = `\r\n  ${bodyOf('on')}\n`;
    const texts: string[] = [];
    const server = await startScriptedServer(() => ({ body: padded, headers: { etag: 'W/"7"' } }));
    const { client } = createTestClient({
      url: server.url,
      namePrefix: 'o',
      cache: { ...sound, set: (_, text) => texts.push(text) },
    });
    const before = Date.now();
    await client.initialize();
    await vi.waitFor(() => expect(texts).toHaveLength(1));
    expect(texts[0]?.endsWith(`\n${padded}`)).toBe(true);
    const { savedAt, ...snapshot } = parseSnapshot(texts[0] ?? '') ?? {};
    expect(snapshot).toEqual({
      body: padded,
      etag: 'W/"7"',
      endpoint: `${server.url}/client/features?namePrefix=o`,
      source: 'server',
    });
    expect(savedAt).toBeGreaterThanOrEqual(before);
  });

  test('is only the last of several versions that come while a write is under way', async () => {
    const first = defer();
    const texts: string[] = [];
    const cache: Cache = {
      ...sound,
      set: (_, text) => {
        texts.push(text);
        return texts.length === 1 ? first.promise : undefined;
      },
    };
    const { client } = await startWith(cache);
    await client.initialize();
    for (let times = 0; times < 3; times += 1) await client.refresh();
    expect(texts).toHaveLength(1);
    first.resolve();
    await client.destroy();
    expect(texts.map((text) => /version-\d/.exec(text)?.[0])).toEqual(['version-0', 'version-3']);
  });

  test('is nothing when nothing changed', async () => {
    const set = vi.fn();
    const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
    const { client } = createTestClient({ url: server.url, cache: { ...sound, set } });
    const unchanged = nextEvent(client, 'unchanged');
    await client.initialize();
    await client.refresh();
    await unchanged;
    await client.destroy();
    expect(set).toHaveBeenCalledTimes(1);
  });
});
