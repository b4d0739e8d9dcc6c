import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromFile } from '@unleash-client/bootstrap';
import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { runFast } from '../testing/run-fast.testing';
import { SOON } from '../testing/soon.testing';
import { type Script, startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { storedText } from '../testing/stored-text.testing';
import { sumUsage } from '../testing/sum-usage.testing';
import { tempFolder } from '../testing/temp-folder.testing';
import { DEFAULT_LIMITS, resolveLimits } from './limits';
import type { UnleashOptions } from './unleash-options';

/** A client that has fetched the first answer of a script. */
async function start(script: Script, options: Partial<UnleashOptions>) {
  const server = await startScriptedServer(script);
  const made = createTestClient({ url: server.url, refreshInterval: 0, requestRetries: 0, ...options });
  const { client, eventsOf, log } = made;
  // Errors are looked at as events.
  client.on('error', () => undefined);
  await client.initialize();
  expect(log.lines).toEqual([]);
  const faults = () => eventsOf('error').map(({ error }) => [error.code, error.message]);
  const names = () => [...client.featureDefinitions().keys()];
  return { ...made, server, faults, names };
}

const large = bodyOf('large', { name: 'more', description: 'x'.repeat(2000) });

describe('limits', () => {
  test('are the default ones where they are not given', () => {
    expect(resolveLimits()).toEqual(DEFAULT_LIMITS);
    expect(resolveLimits({ flags: 7, listeners: undefined })).toEqual({ ...DEFAULT_LIMITS, flags: 7 });
    expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true);
  });

  test.each([
    ['responseBytes', { headers: {}, body: large }, 'on the wire'],
    ['inflatedBytes', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(large) }, 'after inflating'],
  ] as const)(
    'of %s refuse a larger answer; the old flags stay until a smaller one comes',
    async (limit, answer, where) => {
      const answers = [{ body: bodyOf('first') }, answer, { body: bodyOf('last') }];
      const { client, faults, names } = await start((index) => answers[index] ?? 'hang', {
        limits: { [limit]: 1000 },
      });
      expect(names()).toEqual(['first']);
      await client.refresh();
      expect(names()).toEqual(['first']);
      expect(faults()).toEqual([
        ['TOO_LARGE', `the answer has more than 1000 bytes ${where}, the limit ${limit}`],
      ]);
      await client.refresh();
      expect(names()).toEqual(['last']);
      expect(faults()).toHaveLength(1);
    },
  );

  test('of bytes take an answer of that size', async () => {
    const bytes = Buffer.byteLength(large);
    const limits = { responseBytes: bytes, inflatedBytes: bytes };
    const { names, faults } = await start(() => ({ body: large }), { limits });
    expect([names(), faults()]).toEqual([['large', 'more'], []]);
  });

  test('of flags refuse more of them; the old flags stay until fewer come', async () => {
    const bodies = [bodyOf('a', 'b'), bodyOf('c', 'd', 'e'), bodyOf('c', 'd')];
    const { client, faults, names, eventsOf } = await start((index) => ({ body: bodies[index] ?? '' }), {
      limits: { flags: 2 },
    });
    await client.refresh();
    expect(names()).toEqual(['a', 'b']);
    expect(faults()).toEqual([
      ['TOO_LARGE', 'flags from the server are refused: they would be 3, more than 2, the limit flags'],
    ]);
    await client.refresh();
    expect(names()).toEqual(['c', 'd']);
    expect(eventsOf('changed')).toHaveLength(2);
  });

  test('of flags leave a client without any that is sent too many from the start', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('a', 'b') }));
    const { client, log } = createTestClient({ url: server.url, refreshInterval: 0, limits: { flags: 1 } });
    const { source, error } = await client.initialize();
    expect([source, error?.code]).toEqual(['none', 'INVALID_PAYLOAD']);
    expect(log.lines).toEqual([expect.stringContaining('more than 1, the limit flags')]);
  });

  test.each(['delta', 'streaming'] as const)('of flags go for what grows by %s too', async (mode) => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf } = createTestClient({
      ...connection,
      mode,
      limits: { flags: 2 },
      scheduler: runFast(),
    });
    const names = () => [...client.featureDefinitions().keys()];
    const codes = () => new Set(eventsOf('error').map(({ error }) => error.code));
    client.on('error', () => undefined);
    await client.initialize();
    server.setFlag({ name: 'third' });
    await vi.waitFor(() => expect(codes()).toEqual(new Set(['TOO_LARGE'])), SOON);
    expect(names()).toEqual(['on', 'off']);
    server.removeFlag('on');
    await vi.waitFor(() => expect(names()).toEqual(['off', 'third']), SOON);
    expect(codes()).toEqual(new Set(['TOO_LARGE']));
  });

  test('of inflatedBytes go for an event of a stream', async () => {
    const { server, connection } = await startTestServer();
    const { client, eventsOf } = createTestClient({
      ...connection,
      mode: 'streaming',
      limits: { inflatedBytes: 2000 },
      scheduler: runFast(),
    });
    client.on('error', () => undefined);
    await client.initialize();
    server.updateFlag('off', { enabled: true, description: 'x'.repeat(4000) });
    await vi.waitFor(() => expect(eventsOf('error')[0]?.error.code).toBe('TOO_LARGE'), SOON);
    expect(client.isEnabled('off')).toBe(false);
    server.updateFlag('off', { description: 'short' });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
  });

  test.each([
    ['flags', { flags: 1 }],
    ['inflatedBytes', { inflatedBytes: 100 }],
  ])('of %s go for flags that are cached', async (limit, limits) => {
    const cacheOf = async (flags: readonly string[]) => {
      const cache = createOneTextCache(storedText(flags));
      const options = { cache, limits, multipleInstanceMode: 'silently-allow' } as const;
      const made = createTestClient(options);
      const { source } = await made.client.initialize({ fetchToggles: false, timeoutMs: 1000 });
      return { source, log: made.log };
    };
    const small = await cacheOf(['a']);
    expect([small.source, small.log.lines]).toEqual(['cache', []]);
    const large = await cacheOf(['a', 'b'.repeat(100)]);
    expect(large.source).toBe('none');
    expect(large.log.lines).toEqual([
      expect.stringContaining(`the limit ${limit}`),
      expect.stringContaining('there are no flags in the cache yet'),
    ]);
  });

  test('of bytes go for flags of a file', async () => {
    const path = join(tempFolder(), 'flags.json');
    writeFileSync(path, large);
    const options = { bootstrap: fromFile(path), limits: { inflatedBytes: 2000 } };
    const { client, eventsOf, log } = createTestClient(options);
    await client.initialize({ fetchToggles: false });
    await vi.waitFor(() => expect(eventsOf('error')).toMatchObject([{ error: { code: 'BOOTSTRAP' } }]));
    expect(log.lines).toEqual([
      expect.stringContaining('there is no cache to follow'),
      expect.stringContaining('more than 2000, the limit inflatedBytes'),
    ]);
  });

  test('of flags go for those of an object', () => {
    const { client, log } = createTestClient({ bootstrap: featuresOf('a', 'b'), limits: { flags: 1 } });
    expect(client.featureDefinitions().size).toBe(0);
    expect(log.lines).toEqual([expect.stringContaining('flags from bootstrap are refused: they would be 2')]);
  });

  test('of unknownNames are told once, and the names beyond are not counted', async () => {
    const { server, connection } = await startTestServer();
    const limits = { unknownNames: 2 };
    const { client, eventsOf, log } = createTestClient({ ...connection, disableMetrics: false, limits });
    await client.initialize();
    for (const name of ['x', 'y', 'x', 'z', 'zz', 'on']) client.isEnabled(name);
    expect(eventsOf('warn')).toMatchObject([{ kind: 'unknown-flags' }]);
    expect(log.lines).toEqual([expect.stringContaining('more than 2 names, the limit unknownNames')]);
    await client.flushMetrics();
    expect([...sumUsage(server.metrics).keys()].sort()).toEqual(['on', 'x', 'y']);
  });

  test('of patternLength make a longer pattern pass for nobody, and are told of once', async () => {
    const constraints = [{ contextName: 'userId', operator: 'REGEX', value: '^[0-9]+$' }];
    const flag = { name: 'regex', strategies: [{ name: 'default', constraints }] };
    const ask = async (patternLength: number) => {
      const made = createTestClient({
        bootstrap: featuresOf(flag, 'other'),
        limits: { patternLength },
        multipleInstanceMode: 'silently-allow',
      });
      await made.client.initialize({ fetchToggles: false, timeoutMs: 1000 });
      const isOn = () => made.client.isEnabled('regex', { userId: '7' });
      await vi.waitFor(() => expect(made.client.isEnabled('other')).toBe(true), SOON);
      const answers = [isOn(), isOn()];
      return {
        answers,
        warnings: made.eventsOf('warn').filter(({ kind }) => kind === 'malformed'),
        log: made.log,
      };
    };
    const fitting = await ask(8);
    expect([fitting.answers, fitting.warnings]).toEqual([[true, true], []]);
    expect(fitting.log.lines).toHaveLength(1);
    const overlong = await ask(7);
    expect(overlong.answers).toEqual([false, false]);
    expect(overlong.warnings).toMatchObject([
      { message: expect.stringContaining('a pattern of 8 characters, more than 7, the limit patternLength') },
    ]);
    expect(overlong.log.lines).toHaveLength(2);
  });

  test('of listeners refuse one more of an event, which is told once', () => {
    const { client, eventsOf, log } = createTestClient({ limits: { listeners: 2 } });
    const stops = Array.from({ length: 4 }, () => client.on('changed', () => undefined));
    client.on('ready', () => undefined);
    expect(eventsOf('warn')).toMatchObject([{ kind: 'listeners' }]);
    expect(log.lines).toEqual([
      'warn: [unleash] the event changed has 2 listeners, the limit listeners: one more was not added; are they ever removed?',
    ]);
    for (const stop of stops) stop();
    client.on('changed', () => undefined);
    expect(eventsOf('warn')).toHaveLength(1);
  });
});
