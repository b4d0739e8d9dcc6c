import { type Cache, MemoryCache } from '@unleash-client/cache';
import { createEventBus } from '@unleash-client/events';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../options/limits';
import { createReporter } from '../report/reporter';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createRecordingLogger } from '../testing/create-recording-logger.testing';
import { createCacheHealth } from './cache-health';
import { createCacheKeeper } from './cache-keeper';

const DOWN = new Error('no connection');
const FAILED = 'error: the cache could not be read: no connection';

function createReporting() {
  const log = createRecordingLogger();
  const bus = createEventBus({ createId: () => '1', onListenerError: () => undefined });
  return { log, reporter: createReporter(bus, log) };
}

function start() {
  const { log, reporter } = createReporting();
  const state = { reads: 0 };
  const health = createCacheHealth(reporter, () => {
    state.reads += 1;
  });
  return { log, health, state };
}

describe('an outage', () => {
  test('is told once at its begin and once at its end, with the number of failures', () => {
    const { log, health } = start();
    for (let times = 0; times < 1000; times += 1) health.failed('read', DOWN);
    for (let times = 0; times < 1000; times += 1) health.worked('read');
    expect(log.lines).toEqual([FAILED, 'warn: the cache works again, after 1000 failures']);
  });

  test('of one failure has an end too', () => {
    const { log, health } = start();
    health.failed('written', DOWN);
    health.worked('written');
    expect(log.lines).toEqual([
      'error: the cache could not be written: no connection',
      'warn: the cache works again, after one failure',
    ]);
  });

  test('is told again when it comes again', () => {
    const { log, health } = start();
    for (let times = 0; times < 3; times += 1) {
      health.failed('read', DOWN);
      health.worked('read');
    }
    expect(log.lines.filter((line) => line === FAILED)).toHaveLength(3);
  });

  test('of all tasks is one outage, which ends when the last of them works', () => {
    const { log, health } = start();
    health.failed('read', DOWN);
    health.failed('written', DOWN);
    health.failed('asked for the lease', DOWN);
    health.worked('read');
    health.worked('asked for the lease');
    expect(log.lines).toEqual([FAILED]);
    health.worked('written');
    expect(log.lines.slice(1)).toEqual(['warn: the cache works again, after 3 failures']);
  });

  test('of one task is not over because another works, however often', () => {
    const { log, health } = start();
    for (let times = 0; times < 100; times += 1) {
      health.failed('written', DOWN);
      health.worked('read');
      health.worked('asked for the lease');
      health.worked('looked at');
    }
    expect(log.lines).toEqual(['error: the cache could not be written: no connection']);
  });

  test('of the lease is over when a write works: nobody may ask for the lease again', () => {
    const { log, health } = start();
    health.failed('asked for the lease', DOWN);
    health.worked('written');
    expect(log.lines).toEqual([
      'error: the cache could not be asked for the lease: no connection',
      'warn: the cache works again, after one failure',
    ]);
  });
});

describe('a cache that could not be read', () => {
  test.each(['written', 'asked for the lease', 'looked at'] as const)('is read when it can be %s', (task) => {
    const { log, health, state } = start();
    health.worked(task);
    expect(state.reads).toBe(0);
    health.failed('read', DOWN);
    health.worked(task);
    expect([state.reads, log.lines]).toEqual([1, [FAILED]]);
  });

  test('is told of once it is readable again, although nobody needs to read it', async () => {
    const { log, reporter } = createReporting();
    const storage = new MemoryCache();
    let isReadable = false;
    const cache: Cache = {
      get: (key) => {
        if (isReadable) return storage.get(key);
        throw DOWN;
      },
      set: (key, text) => storage.set(key, text),
    };
    const scheduler = createManualScheduler();
    const keeper = createCacheKeeper({
      cache,
      key: async () => 'key',
      scheduler,
      reporter,
      limits: DEFAULT_LIMITS,
    });
    const write = async (body: string) => {
      keeper.write({ body, savedAt: 1, source: 'server' });
      await new Promise(setImmediate);
    };
    await keeper.read();
    await write(bodyOf('a'));
    expect(log.lines).toEqual([FAILED]);
    isReadable = true;
    await write(bodyOf('b'));
    expect(log.lines.slice(1)).toEqual(['warn: the cache works again, after 2 failures']);
  });
});
