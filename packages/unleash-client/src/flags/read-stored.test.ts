import { BOOTSTRAP_KEY, type Cache } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';

const settled = () => new Promise(setImmediate);
const CACHE_DOWN = 'error: [unleash] the cache could not be read: no connection';
const CACHE_BACK = expect.stringContaining('the cache works again');

/** A cache that cannot be read until a test says so. */
function createHealingCache(text: string | null, seed: string | null = null) {
  const state = { isDown: true, reads: 0 };
  const cache: Cache = {
    get(key) {
      if (key !== BOOTSTRAP_KEY) state.reads += 1;
      if (state.isDown) throw new Error('no connection');
      return key === BOOTSTRAP_KEY ? seed : text;
    },
    set: () => undefined,
  };
  return { cache, state };
}

/** A client of a cache that is down, and that waits for nothing. */
async function startWith(cache: Cache, options: Partial<UnleashOptions> = {}) {
  const scheduler = createManualScheduler();
  const made = createTestClient({ cache, scheduler, requestRetries: 0, ...options });
  const result = await made.client.initialize({ timeoutMs: 0 });
  return { ...made, scheduler, result };
}

describe('a cache that is down at the start', () => {
  test('is read again each 5 s, so that flags are there when it heals before the server', async () => {
    const { cache, state } = createHealingCache(storedText(['cached']));
    const { client, scheduler, log, result } = await startWith(cache);
    expect(result.source).toBe('none');
    await vi.waitFor(() => expect(log.lines).toHaveLength(2));
    scheduler.advance(5000);
    await settled();
    expect(state.reads).toBe(2);
    state.isDown = false;
    const ready = nextEvent(client, 'ready');
    scheduler.advance(5000);
    expect((await ready).source).toBe('cache');
    expect(client.isEnabled('cached')).toBe(true);
    expect(log.lines.filter((line) => line.includes('the cache'))).toEqual([CACHE_DOWN, CACHE_BACK]);
    scheduler.advance(5000);
    await settled();
    expect(state.reads).toBe(3);
  });

  test('brings a seed when it heals, too', async () => {
    const { cache, state } = createHealingCache(null, storedText(['seed'], { source: 'bootstrap' }));
    const { client, scheduler, log } = await startWith(cache);
    await vi.waitFor(() => expect(log.lines).toHaveLength(2));
    state.isDown = false;
    const ready = nextEvent(client, 'ready');
    scheduler.advance(5000);
    expect((await ready).source).toBe('bootstrap');
    expect(client.isEnabled('seed')).toBe(true);
    expect(log.lines).toHaveLength(3);
  });

  test('is not read again once the server has answered', async () => {
    const { cache, state } = createHealingCache(storedText(['cached']));
    const server = await startScriptedServer(() => ({ body: bodyOf('live') }));
    const { client, scheduler, log } = await startWith(cache, { url: server.url });
    await vi.waitFor(() => expect(client.isEnabled('live')).toBe(true));
    await settled();
    const before = state.reads;
    state.isDown = false;
    scheduler.advance(10_000);
    await settled();
    expect([state.reads, client.isEnabled('cached')]).toEqual([before, false]);
    expect(log.lines).toEqual([CACHE_DOWN]);
  });

  test('is not read again after destroy, and no timer is left', async () => {
    const { cache, state } = createHealingCache(storedText(['cached']));
    const { client, scheduler, log } = await startWith(cache);
    await vi.waitFor(() => expect(log.lines).toHaveLength(2));
    expect(scheduler.delays).toContain(5000);
    await client.destroy();
    expect(scheduler.delays).toEqual([]);
    state.isDown = false;
    scheduler.advance(60_000);
    await settled();
    expect(state.reads).toBe(1);
  });

  test('and is destroyed in the middle of a read leaves no timer either', async () => {
    const answer = defer<null>();
    const { client, scheduler, log } = await startWith({ get: () => answer.promise, set: () => undefined });
    const destroyed = client.destroy();
    answer.resolve(Promise.reject(new Error('no connection')));
    await destroyed;
    await settled();
    expect(scheduler.delays).toEqual([]);
    expect(log.lines).toEqual([CACHE_DOWN]);
  });
});

describe('in a fleet, what the start reads too late does not replace', () => {
  /** A cache whose first answer comes when a test says so, and the later ones at once. */
  function createSlowCache(now: string, lease: Cache['lease']) {
    const first = defer<string>();
    let reads = 0;
    const set = vi.fn();
    const cache: Cache = {
      get(key) {
        if (key === BOOTSTRAP_KEY) return null;
        reads += 1;
        return reads === 1 ? first.promise : now;
      },
      set,
      ...(lease && { lease }),
    };
    return { cache, first, set };
  }

  test('what a follower has read since', async () => {
    const scheduler = createManualScheduler();
    const { cache, first } = createSlowCache(storedText(['new']), () => null);
    const { client } = createTestClient({ cache, scheduler });
    const initialized = client.initialize({ fetchToggles: 'elected' });
    await vi.waitFor(() => expect(scheduler.delays).toContain(500));
    scheduler.advance(500);
    expect(await initialized).toEqual({ source: 'cache', flags: 1 });
    first.resolve(storedText(['old']));
    await settled();
    expect([...client.featureDefinitions().keys()]).toEqual(['new']);
  });

  test('what the server has sent and the regular expression engine is loaded for', async () => {
    const scheduler = createManualScheduler();
    const constraints = [{ contextName: 'userId', operator: 'REGEX', value: '^a' }];
    const live = { name: 'live', strategies: [{ name: 'default', constraints }] };
    const server = await startScriptedServer(() => ({ body: bodyOf(live) }));
    const { cache, first, set } = createSlowCache('', () => ({ token: 1 }));
    // The client stores what it has accepted before the engine can be there.
    set.mockImplementation(() => first.resolve(storedText(['old'])));
    const { client } = createTestClient({ url: server.url, cache, scheduler });
    const initialized = client.initialize({ fetchToggles: 'elected' });
    await vi.waitFor(() => expect(scheduler.delays).toContain(500));
    scheduler.advance(500);
    expect(await initialized).toEqual({ source: 'server', flags: 1 });
    expect(client.isEnabled('live', { userId: 'abc' })).toBe(true);
    expect(client.featureDefinitions().has('old')).toBe(false);
  });
});

describe('cached flags whose environment nobody knows', () => {
  const cache: Cache = { get: () => storedText(['cached']), set: () => undefined };
  const VAGUE =
    'warn: [unleash] cached flags are in use, and may be those of another environment, since customHeaders is a function: give environment or cacheKey';
  const customHeaders = () => ({ Authorization: 'default:production.0123456789abcdef' });

  test('are used with one warning', async () => {
    const { client, log, eventsOf } = createTestClient({ cache, customHeaders, requestRetries: 0 });
    expect((await client.initialize()).source).toBe('cache');
    await client.refresh();
    expect(log.lines.filter((line) => line.includes('environment'))).toEqual([VAGUE]);
    expect(eventsOf('warn').map(({ kind }) => kind)).toEqual(['cache']);
  });

  test.each<[string, Partial<UnleashOptions>]>([
    ['cacheKey tells it', { customHeaders, cacheKey: 'production' }],
    ['environment tells it', { customHeaders, environment: 'production' }],
    ['the token tells it', { customHeaders: customHeaders() }],
    ['nothing is cached', { customHeaders, cache: { get: () => null, set: () => undefined } }],
    ['other flags win', { customHeaders, bootstrap: { features: [{ name: 'boot', enabled: true }] } }],
  ])('are no reason to warn when %s', async (_, options) => {
    const { client, log, eventsOf } = createTestClient({ cache, requestRetries: 0, ...options });
    await client.initialize({ timeoutMs: 1000 });
    expect(eventsOf('warn')).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });
});
