import { type Cache, MemoryCache, parseSnapshot } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';

const settled = () => new Promise(setImmediate);

/** A storage that remembers under which key flags were stored, and how often. */
class Storage extends MemoryCache {
  key = '';
  writes = 0;

  override set(key: string, value: string): boolean {
    this.key = key;
    this.writes += 1;
    return super.set(key, value);
  }

  get body() {
    return parseSnapshot(this.get(this.key) ?? '')?.body;
  }
}

/** A client that polls for itself and has stored its flags; its time stands still. */
async function startPolling(cache: Cache & Pick<Storage, 'writes'>, initialize = {}) {
  const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
  const scheduler = createManualScheduler();
  const made = createTestClient({ url: server.url, cache, scheduler });
  await made.client.initialize(initialize);
  await vi.waitFor(() => expect(cache.writes).toBe(1));
  await settled();
  return { ...made, scheduler };
}

describe('a client that polls for itself', () => {
  test('fills a cache again that was emptied, within seconds', async () => {
    const storage = new Storage();
    const { scheduler } = await startPolling(storage);
    for (let times = 0; times < 3; times += 1) {
      storage.destroy();
      await settled();
      expect(storage.body).toBeUndefined();
      scheduler.advance(1000);
      await settled();
      expect(storage.body).toBe(bodyOf('on'));
    }
  });

  test('leaves alone what somebody else has stored', async () => {
    const storage = new Storage();
    const { scheduler } = await startPolling(storage);
    MemoryCache.prototype.set.call(storage, storage.key, 'from the future');
    await settled();
    scheduler.advance(5000);
    await settled();
    expect([storage.get(storage.key), storage.writes]).toEqual(['from the future', 1]);
  });

  test('writes once when many notices come', async () => {
    const storage = new Storage();
    const { scheduler } = await startPolling(storage);
    const exists = vi.spyOn(storage, 'exists');
    for (let times = 0; times < 100; times += 1) {
      MemoryCache.prototype.set.call(storage, storage.key, 'x');
      storage.destroy();
    }
    await settled();
    expect(exists.mock.calls.length).toBeLessThanOrEqual(2);
    scheduler.advance(1000);
    await settled();
    expect(storage.writes).toBe(2);
  });

  test.each(['exists', 'subscribe'] as const)('asks nothing of a cache without %s', async (missing) => {
    const storage = new Storage();
    const whole: Cache = {
      get: (key) => storage.get(key),
      set: (key, text) => storage.set(key, text),
      exists: (key) => storage.exists(key),
      subscribe: (key, changed) => storage.subscribe(key, changed),
    };
    const { [missing]: _, ...cache } = whole;
    const counted = Object.defineProperty(cache as Cache & { writes: number }, 'writes', {
      get: () => storage.writes,
    });
    const { scheduler } = await startPolling(counted);
    storage.destroy();
    await settled();
    scheduler.advance(5000);
    await settled();
    expect([storage.body, storage.writes]).toEqual([undefined, 1]);
  });

  test('looks again after 5 s at a cache that did not answer, until it does', async () => {
    const storage = new Storage();
    const { scheduler, log } = await startPolling(storage);
    let isDown = true;
    const exists = vi.spyOn(storage, 'exists').mockImplementation((key) => {
      if (isDown) throw new Error('no connection');
      return MemoryCache.prototype.exists.call(storage, key);
    });
    storage.destroy();
    await settled();
    expect(log.lines).toEqual(['error: [unleash] the cache could not be read: no connection']);
    scheduler.advance(5000);
    await settled();
    isDown = false;
    scheduler.advance(5000);
    await settled();
    expect(exists).toHaveBeenCalledTimes(3);
    scheduler.advance(1000);
    await settled();
    expect(storage.body).toBe(bodyOf('on'));
    expect(log.lines.slice(1)).toEqual(['warn: [unleash] the cache works again, after 2 failures']);
  });

  test('does not write without a pause to a cache that says it has nothing, whatever it is given', async () => {
    const storage = new Storage();
    vi.spyOn(storage, 'exists').mockReturnValue(false);
    const { scheduler } = await startPolling(storage);
    expect(storage.writes).toBe(1);
    for (let seconds = 0; seconds < 10; seconds += 1) {
      scheduler.advance(1000);
      await settled();
    }
    expect(storage.writes).toBeLessThanOrEqual(11);
  });

  test('does nothing more once it is destroyed', async () => {
    const storage = new Storage();
    const { client, scheduler } = await startPolling(storage);
    const exists = vi.spyOn(storage, 'exists');
    const { key } = storage;
    await client.destroy();
    storage.destroy();
    await settled();
    MemoryCache.prototype.set.call(storage, key, 'x');
    await settled();
    expect([exists.mock.calls.length, storage.writes, scheduler.delays]).toEqual([0, 1, []]);
  });

  test('leaves no timer when it is destroyed while the cache does not answer', async () => {
    const storage = new Storage();
    const { client, scheduler, log } = await startPolling(storage);
    vi.spyOn(storage, 'exists').mockImplementation(() => {
      throw new Error('no connection');
    });
    storage.destroy();
    await settled();
    expect(scheduler.delays).toContain(5000);
    await client.destroy();
    expect(scheduler.delays).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });
});

describe('the poller of a fleet', () => {
  test('stores its flags again where others are stored, or none', async () => {
    const storage = new Storage();
    const { scheduler, log } = await startPolling(storage, { fetchToggles: 'elected' });
    for (const damage of [
      () => storage.destroy(),
      () => MemoryCache.prototype.set.call(storage, storage.key, 'rubbish'),
    ]) {
      damage();
      await settled();
      scheduler.advance(1000);
      await settled();
      expect(storage.body).toBe(bodyOf('on'));
    }
    expect(log.lines).toEqual([
      'error: [unleash] the cache could not be read: what it holds is no stored flags',
    ]);
  });
});
