import { type Cache, MemoryCache } from '@unleash-client/cache';
import { createEventBus } from '@unleash-client/events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCacheKeeper } from '../flags/cache-keeper';
import { DEFAULT_LIMITS } from '../options/limits';
import { createReporter } from '../report/reporter';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createRecordingLogger } from '../testing/create-recording-logger.testing';
import { storedText } from '../testing/stored-text.testing';
import { followCache } from './follow-cache';

const settled = () => new Promise(setImmediate);
const KEY = 'key';

/** A follower of a cache, and what it was handed. */
function follow(cache: Cache, intervalMs = 1000) {
  const log = createRecordingLogger();
  const bus = createEventBus({ createId: () => '1', onListenerError: () => undefined });
  const scheduler = createManualScheduler();
  const keeper = createCacheKeeper({
    cache,
    key: async () => KEY,
    scheduler,
    reporter: createReporter(bus, log),
    limits: DEFAULT_LIMITS,
  });
  const bodies: string[] = [];
  const start = () =>
    followCache({ keeper, scheduler, intervalMs, onSnapshot: ({ body }) => void bodies.push(body) });
  const follower = start();
  onTestFinished(() => follower.stop());
  const pass = async (ms: number) => {
    scheduler.advance(ms);
    await settled();
  };
  return { follower, keeper, scheduler, bodies, log, pass, start };
}

/** A cache that tells nobody of writes, and fails when a test says so. */
function createQuietCache() {
  const state = { text: storedText(['a']), isDown: false };
  const cache: Cache = {
    get: () => {
      if (state.isDown) throw new Error('no connection');
      return state.text;
    },
    set: () => undefined,
    lease: () => null,
  };
  return { cache, state };
}

test('the same text is handed on once', async () => {
  const { bodies, pass } = follow(createQuietCache().cache);
  await settled();
  for (let times = 0; times < 3; times += 1) await pass(1000);
  expect(bodies).toEqual([bodyOf('a')]);
});

test('a follower begins with what is there, also when another has seen it before', async () => {
  const { follower, bodies, start } = follow(createQuietCache().cache);
  await settled();
  follower.stop();
  const next = start();
  await settled();
  next.stop();
  expect(bodies).toEqual([bodyOf('a'), bodyOf('a')]);
});

test('news that somebody else reads first is handed on all the same', async () => {
  const { cache, state } = createQuietCache();
  const { keeper, bodies, log, pass } = follow(cache);
  await settled();
  state.isDown = true;
  await pass(1000);
  state.isDown = false;
  state.text = storedText(['b']);
  // The cache answers another question first, and is read to see whether it can be.
  await keeper.lease('me', 1000);
  await settled();
  expect(log.lines).toHaveLength(2);
  await pass(1000);
  expect(bodies).toEqual([bodyOf('a'), bodyOf('b')]);
});

describe('a cache that tells of changes', () => {
  test('is read at each notice, and else with each tenth interval', async () => {
    const cache = new MemoryCache([[KEY, storedText(['a'])]]);
    const get = vi.spyOn(cache, 'get');
    const { bodies, scheduler, pass } = follow(cache);
    await settled();
    expect(scheduler.delays).toEqual([10_000]);
    cache.set(KEY, storedText(['b']));
    await settled();
    expect([bodies, get.mock.calls.length]).toEqual([[bodyOf('a'), bodyOf('b')], 2]);
    await pass(10_000);
    expect(get).toHaveBeenCalledTimes(3);
  });

  test('is not read any more once it is not followed', async () => {
    const cache = new MemoryCache([[KEY, storedText(['a'])]]);
    const get = vi.spyOn(cache, 'get');
    const { follower, bodies, scheduler } = follow(cache);
    await settled();
    follower.stop();
    await settled();
    cache.set(KEY, storedText(['b']));
    await follower.refresh();
    expect([bodies.length, get.mock.calls.length, scheduler.delays]).toEqual([1, 1, []]);
  });

  test('is read again after one interval when it has failed', async () => {
    const { cache, state } = createQuietCache();
    state.isDown = true;
    const { scheduler, log } = follow({ ...cache, subscribe: () => () => undefined });
    await settled();
    expect(scheduler.delays).toEqual([1000]);
    expect(log.lines).toEqual(['error: the cache could not be read: no connection']);
  });
});

test('without an interval it is read at notices and when it is refreshed', async () => {
  const { cache, state } = createQuietCache();
  const { follower, bodies, scheduler } = follow(cache, 0);
  await settled();
  expect(scheduler.delays).toEqual([]);
  state.text = storedText(['b']);
  await follower.refresh();
  expect(bodies).toEqual([bodyOf('a'), bodyOf('b')]);
});

test('what arrives after it was stopped is handed to nobody', async () => {
  let answer: (text: string) => void = () => undefined;
  const { follower, bodies } = follow({
    get: () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
    set: () => undefined,
  });
  await settled();
  follower.stop();
  answer(storedText(['late']));
  await settled();
  expect(bodies).toEqual([]);
});
