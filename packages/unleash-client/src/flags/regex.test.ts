import type { RegexEngine } from '@unleash-client/core';
import { re2 } from '@unleash-client/core/re2';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';
import { loadRegex } from './load-regex';

beforeEach(() => vi.mocked(loadRegex).mockClear());

vi.mock('./load-regex', async (importOriginal) => {
  const original = await importOriginal<typeof import('./load-regex')>();
  return { loadRegex: vi.fn(original.loadRegex) };
});

const regexFlag = (name: string) => ({
  name,
  strategies: [
    { name: 'default', constraints: [{ contextName: 'userId', operator: 'REGEX', value: '^a+$' }] },
  ],
});
const context = { userId: 'aaa' };

describe('flags that need regular expressions go live with the engine loaded', () => {
  test('from the server', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf(regexFlag('f')) }));
    const { client } = createTestClient({ url: server.url });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 1 });
    expect(client.isEnabled('f', context)).toBe(true);
    expect(client.isEnabled('f', { userId: 'ab' })).toBe(false);
  });

  test('from a cache', async () => {
    const text = storedText([regexFlag('f')]);
    // Its time stands still: there is nothing to wait for but the engine.
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ cache: { get: () => text, set: () => undefined }, scheduler });
    expect(await client.initialize({ fetchToggles: false })).toEqual({ source: 'cache', flags: 1 });
    expect(client.isEnabled('f', context)).toBe(true);
  });

  test('from bootstrap', async () => {
    const scheduler = createManualScheduler();
    const { client, log } = createTestClient({ bootstrap: featuresOf(regexFlag('f')), scheduler });
    expect(client.evaluate('f', context)).toMatchObject({ enabled: false, reason: 'not-ready' });
    expect(await client.initialize({ fetchToggles: false })).toEqual({ source: 'bootstrap', flags: 1 });
    expect(client.isEnabled('f', context)).toBe(true);
    expect(log.lines).toHaveLength(2);
  });
});

/** Makes the next loading of the engine wait; returns what ends it. */
function holdEngine(): () => void {
  const loading = defer<RegexEngine>();
  vi.mocked(loadRegex).mockImplementationOnce(() => loading.promise);
  return () => loading.resolve(re2);
}

test('the old flags serve until the engine is there', async () => {
  const server = await startScriptedServer((index) => ({
    body: index === 0 ? bodyOf('old') : bodyOf(regexFlag('new')),
  }));
  const finish = holdEngine();
  const { client, eventsOf } = createTestClient({ url: server.url, refreshInterval: 0 });
  await client.initialize();
  const refreshed = client.refresh();
  await vi.waitFor(() => expect(server.requests).toHaveLength(2));
  expect([client.isEnabled('old'), client.evaluate('new').reason]).toEqual([true, 'not-found']);
  expect(eventsOf('fetched')).toHaveLength(1);
  finish();
  await refreshed;
  expect(eventsOf('fetched')).toHaveLength(2);
  expect([client.evaluate('old').reason, client.isEnabled('new', context)]).toEqual(['not-found', true]);
});

test('newer flags are not replaced by older ones that waited for the engine', async () => {
  const server = await startScriptedServer((index) => ({
    body: index === 0 ? bodyOf(regexFlag('older')) : bodyOf('newer'),
  }));
  const finish = holdEngine();
  const { client } = createTestClient({ url: server.url, refreshInterval: 0 });
  const initialized = client.initialize();
  // Asked again and again: a refresh that comes while the first fetch is under way only joins it.
  await vi.waitFor(() => {
    void client.refresh();
    expect(client.isEnabled('newer')).toBe(true);
  });
  finish();
  await client.refresh();
  expect(await initialized).toEqual({ source: 'server', flags: 1 });
  expect([...client.featureDefinitions().keys()]).toEqual(['newer']);
});

test('a client that is destroyed while the engine loads sends no event any more', async () => {
  const server = await startScriptedServer(() => ({ body: bodyOf(regexFlag('f')) }));
  const finish = holdEngine();
  const { client, events } = createTestClient({ url: server.url });
  const initialized = client.initialize();
  await vi.waitFor(() => expect(loadRegex).toHaveBeenCalled());
  await client.destroy();
  const before = [...events];
  finish();
  expect((await initialized).source).toBe('none');
  await new Promise(setImmediate);
  expect(events).toEqual(before);
  expect(before.map(({ eventType }) => eventType)).toEqual([]);
});

test('without the engine the constraint never passes, and that is said', async () => {
  vi.mocked(loadRegex).mockRejectedValueOnce(new Error('not installed'));
  const server = await startScriptedServer(() => ({ body: bodyOf(regexFlag('f'), 'plain') }));
  const { client, log } = createTestClient({ url: server.url });
  expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
  expect([client.isEnabled('f', context), client.isEnabled('plain')]).toEqual([false, true]);
  expect(log.lines).toEqual([
    'error: [unleash] the regular expression engine could not be loaded: not installed',
    expect.stringMatching(/^warn: .*REGEX/),
  ]);
});

test('flags without regular expressions do not load the engine', async () => {
  const server = await startScriptedServer(() => ({ body: bodyOf('plain') }));
  const { client } = createTestClient({ url: server.url });
  await client.initialize();
  expect(loadRegex).not.toHaveBeenCalled();
});
