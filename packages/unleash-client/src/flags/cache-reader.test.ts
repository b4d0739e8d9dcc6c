import { CorruptEntryError } from '@unleash-client/cache';
import { createEventBus } from '@unleash-client/events';
import { expect, test } from 'vitest';
import { createReporter } from '../report/reporter';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createRecordingLogger } from '../testing/create-recording-logger.testing';
import { storedText } from '../testing/stored-text.testing';
import { createCacheHealth } from './cache-health';
import { createCacheReader } from './cache-reader';

/** A reader of a cache that answers what a test says. */
function startWith(get: (key: string) => string | null | Promise<string | null>) {
  const log = createRecordingLogger();
  const bus = createEventBus({ createId: () => '1', onListenerError: () => undefined });
  const reporter = createReporter(bus, log);
  const reader = createCacheReader({
    cache: { get, set: () => undefined },
    key: async () => 'key',
    scheduler: createManualScheduler(),
    reporter,
    health: createCacheHealth(reporter, () => undefined),
    limits: { inflatedBytes: 1000 },
  });
  return { reader, log };
}

const CORRUPT = 'error: the cache could not be read: what it holds is no stored flags';

test('a text that has not changed is the same object, and another text another one', async () => {
  let text = storedText(['a']);
  const { reader } = startWith(() => text);
  const first = await reader.read();
  expect(first).toMatchObject({ kind: 'found', snapshot: { source: 'server' } });
  expect(await reader.read()).toBe(first);
  text = storedText(['b']);
  const second = await reader.read();
  expect(second).not.toEqual(first);
  text = storedText(['a']);
  expect(await reader.read()).toEqual(first);
});

test('an entry that cannot be used is told of once, and is a miss', async () => {
  const { reader, log } = startWith(() => 'rubbish');
  for (let times = 0; times < 3; times += 1) expect(await reader.read()).toEqual({ kind: 'nothing' });
  expect(log.lines).toEqual([CORRUPT]);
});

test('a cache that has failed works again when it says that an entry cannot be used', async () => {
  const answers = [
    () => Promise.reject(new Error('no connection')),
    () => Promise.reject(new CorruptEntryError('it is a list')),
  ];
  const { reader, log } = startWith(() => answers.shift()?.() ?? null);
  expect(await reader.read()).toEqual({ kind: 'failed' });
  expect(await reader.read()).toEqual({ kind: 'nothing' });
  expect(log.lines).toEqual([
    'error: the cache could not be read: no connection',
    'warn: the cache works again, after one failure',
    'error: the cache could not be read: it is a list',
  ]);
});

test('a seed is what was stored as one, and nothing else that the cache holds', async () => {
  const seed = storedText(['seed'], { source: 'bootstrap' });
  const { reader } = startWith((key) => (key === 'bootstrap' ? seed : null));
  expect((await reader.readSeed())?.source).toBe('bootstrap');
  expect(await startWith(() => storedText(['a'])).reader.readSeed()).toBeUndefined();
  expect(await startWith(() => null).reader.readSeed()).toBeUndefined();
});
