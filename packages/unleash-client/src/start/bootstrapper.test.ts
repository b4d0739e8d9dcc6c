import { writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type BootstrapSource, fromFile, fromObject, fromUrl, seed } from '@unleash-client/bootstrap';
import { MemoryCache } from '@unleash-client/cache';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { featuresOf } from '../testing/features-of.testing';
import { type Answer, startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';
import { tempFolder } from '../testing/temp-folder.testing';
import type { InitializeOptions } from './initialize-options';

const boot = featuresOf('boot');
const text = JSON.stringify(boot);
const settled = () => new Promise(setImmediate);

function fileWith(content: string): string {
  const path = join(tempFolder(), 'flags.json');
  writeFileSync(path, content);
  return path;
}

async function urlWith(answer: Answer): Promise<string> {
  const server = await startScriptedServer(() => answer);
  return `${server.url}/flags.json`;
}

const sourceOf = (load: BootstrapSource['load']): BootstrapSource => ({ name: 'my shelf', load });

/** A source that brings its flags when a test says so. */
function slowSource() {
  const { promise, resolve } = defer<string>();
  return { source: sourceOf(() => promise), arrive: () => resolve(text) };
}

/** A client without a server, unless it is given one. */
async function start(options: Partial<UnleashOptions>, initialize: InitializeOptions = {}) {
  const made = createTestClient({ requestRetries: 0, ...options });
  const result = await made.client.initialize(initialize);
  return { ...made, result, names: [...made.client.featureDefinitions().keys()] };
}

describe('flags to start with come', () => {
  const sources: [string, () => BootstrapSource | Promise<BootstrapSource>][] = [
    ['from a file', () => fromFile(fileWith(text))],
    [
      'from a file with a byte order mark, by its URL',
      () => fromFile(pathToFileURL(fileWith(`\uFEFF${text}`))),
    ],
    ['from a URL', async () => fromUrl(await urlWith({ body: text }))],
    ['from an object', () => fromObject(boot)],
    ['from a source of your own', () => sourceOf(async () => text)],
    ['from a source of your own that answers at once', () => sourceOf(() => text)],
  ];

  test.each(sources)('%s', async (_, create) => {
    const { client, result, log } = await start({ bootstrap: await create() });
    expect(result).toMatchObject({ source: 'bootstrap', flags: 1 });
    expect(client.isEnabled('boot')).toBe(true);
    expect(log.lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  test('from a URL that fails at first', async () => {
    const answers: Answer[] = [{ status: 503 }, { body: text }];
    const server = await startScriptedServer((index) => answers[index] ?? {});
    const { result, log } = await start({ bootstrap: fromUrl(server.url, { retries: 1 }) });
    expect(result).toMatchObject({ source: 'bootstrap' });
    expect(log.lines).toHaveLength(1);
  });
});

test('only those of an object answer before initialize, and nothing else is asked for by then', async () => {
  const load = vi.fn(() => text);
  const ofObject = createTestClient({ bootstrap: fromObject(boot) });
  const ofSource = createTestClient({ bootstrap: sourceOf(load), appName: 'other' });
  expect([ofObject.client.isEnabled('boot'), ofSource.client.isEnabled('boot')]).toEqual([true, false]);
  await Promise.all([ofObject.client.destroy(), ofSource.client.destroy()]);
  expect(load).not.toHaveBeenCalled();
  for (const { log } of [ofObject, ofSource]) expect(log.lines).toHaveLength(1);
});

describe('exactly one error event, and nothing in the cache, for', () => {
  const faults: [string, () => BootstrapSource | Promise<BootstrapSource>, string, RegExp][] = [
    [
      'a file that is not there',
      () => fromFile('/nowhere/flags.json'),
      'BOOTSTRAP',
      /^bootstrap from the file \/nowhere\/flags\.json failed: ENOENT/,
    ],
    [
      'a file that is no JSON',
      () => fromFile(fileWith('{"features":')),
      'BOOTSTRAP',
      /holds no flags: it is no JSON, but \d+ characters of something else$/,
    ],
    [
      'a file with other JSON',
      () => fromFile(fileWith('{"toggles":[]}')),
      'BOOTSTRAP',
      /flags\.json holds no flags: it has no list called features$/,
    ],
    [
      'a page with status 200',
      async () => fromUrl(await urlWith({ body: '<html>Please log in</html>' })),
      'BOOTSTRAP',
      /holds no flags: it is no JSON, but \d+ characters of something else$/,
    ],
    [
      'a page with status 500',
      async () => fromUrl(await urlWith({ status: 500, body: '<html>' })),
      'BOOTSTRAP',
      /^bootstrap from http:\/\/127\.0\.0\.1:\d+\/api\/flags\.json failed: .*500/,
    ],
    [
      'an answer that breaks off',
      async () => fromUrl(await urlWith({ body: text, cut: true })),
      'BOOTSTRAP',
      /^bootstrap from http.* failed: /,
    ],
    [
      'a source that throws',
      () =>
        sourceOf(() => {
          throw new Error('redis://me:hunter2@shelf is empty');
        }),
      'BOOTSTRAP',
      /^bootstrap from my shelf failed: redis:\/\/\*\*\*@shelf is empty$/,
    ],
    [
      'a source that rejects with nothing',
      () => sourceOf(() => Promise.reject(undefined)),
      'BOOTSTRAP',
      /^bootstrap from my shelf failed: /,
    ],
    [
      'a source that answers with an object',
      () => sourceOf(() => boot as never),
      'BOOTSTRAP',
      /^bootstrap from my shelf must be a text, got object$/,
    ],
  ];

  test.each(faults)('%s', async (_, create, code, message) => {
    const set = vi.fn();
    const bootstrap = await create();
    const { client, result, eventsOf, log } = await start({ bootstrap, cache: { get: () => null, set } });
    expect(result).toMatchObject({ source: 'none', flags: 0 });
    await client.destroy();
    const errors = eventsOf('error').map(({ error }) => error);
    const ofBootstrap = errors.filter((error) => error.code !== 'UNAVAILABLE');
    expect(ofBootstrap).toEqual([expect.objectContaining({ code })]);
    expect(ofBootstrap[0]?.message).toMatch(message);
    expect(ofBootstrap[0]?.message).not.toContain('log in');
    expect(errors).toHaveLength(2);
    expect(log.lines).toHaveLength(2);
    expect(set).not.toHaveBeenCalled();
  });

  test('flags that come late, too', async () => {
    const { source, arrive } = slowSource();
    const set = vi.fn();
    const { client } = await start(
      { bootstrap: source, cache: { get: () => null, set }, logLevel: 'silent' },
      { timeoutMs: 0 },
    );
    arrive();
    await vi.waitFor(() => expect(client.isEnabled('boot')).toBe(true));
    await client.destroy();
    expect(set).not.toHaveBeenCalled();
  });
});

test("the client's own headers never go to the address of the bootstrap", async () => {
  const server = await startScriptedServer(() => ({ body: text }));
  const bootstrap = fromUrl(`${server.url}/flags.json`, { headers: { 'X-Key': 'shelf' } });
  const customHeaders = { Authorization: 'default:production.0123456789abcdef', 'X-Team': 'web' };
  const { log } = await start({ bootstrap, customHeaders });
  const [request] = server.requests;
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'x-key',
  ]);
  expect(log.lines).toHaveLength(1);
});

describe('flags of the server win over bootstrapped ones, and those over cached ones', () => {
  const cacheWith = (etag?: string, endpoint?: string) =>
    createOneTextCache(storedText(['cached'], { etag, endpoint }));

  test('whether they were at hand or had to be loaded', async () => {
    const live = await startScriptedServer(() => ({ body: bodyOf('live') }));
    for (const bootstrap of [boot, fromFile(fileWith(text)), sourceOf(() => text)]) {
      const options = { bootstrap, multipleInstanceMode: 'silently-allow' } as const;
      expect((await start({ ...options, url: live.url, cache: cacheWith() })).names).toEqual(['live']);
      const { names, log } = await start({ ...options, cache: cacheWith() });
      expect(names).toEqual(['boot']);
      log.forget();
    }
  });

  test('and come last where bootstrapOverride is false', async () => {
    for (const bootstrap of [boot, fromFile(fileWith(text)), sourceOf(() => text)]) {
      const options = {
        bootstrap,
        bootstrapOverride: false,
        multipleInstanceMode: 'silently-allow',
      } as const;
      const one = await start({ ...options, cache: cacheWith() });
      expect(one.names).toEqual(['cached']);
      const other = await start({ ...options, cache: createOneTextCache() });
      expect(other.names).toEqual(['boot']);
      for (const { log } of [one, other]) log.forget();
    }
  });

  test('so that those that arrive after the server has answered change nothing', async () => {
    const live = await startScriptedServer(() => ({ body: bodyOf('live') }));
    const { source, arrive } = slowSource();
    const { client, eventsOf, result } = await start({ url: live.url, bootstrap: source });
    expect(result).toEqual({ source: 'server', flags: 1 });
    arrive();
    await settled();
    expect([...client.featureDefinitions().keys()]).toEqual(['live']);
    expect(eventsOf('changed')).toHaveLength(1);
  });

  /** A server that confirms what is cached, and sends other flags to those who have nothing. */
  async function startConfirming() {
    const server = await startScriptedServer((_, { headers }) =>
      headers['if-none-match'] === '"cached"'
        ? { status: 304 }
        : { body: bodyOf('live'), headers: { etag: '"live"' } },
    );
    const cache = cacheWith('"cached"', `${server.url}/client/features`);
    const etags = () => server.requests.map(({ headers }) => headers['if-none-match']);
    return { url: server.url, cache, etags };
  }

  test('and the server does not confirm cached flags that give way to those still being loaded', async () => {
    const { url, cache, etags } = await startConfirming();
    const { source, arrive } = slowSource();
    const { client, result } = await start({ url, cache, bootstrap: source });
    expect([result, etags()]).toEqual([{ source: 'server', flags: 1 }, [undefined]]);
    arrive();
    await settled();
    await client.refresh();
    expect([...client.featureDefinitions().keys()]).toEqual(['live']);
  });

  test.each<[string, () => Partial<UnleashOptions>]>([
    ['stay', () => ({ bootstrap: slowSource().source, bootstrapOverride: false })],
    ['stay since nothing could be loaded', () => ({ bootstrap: sourceOf(() => '') })],
  ])('but does confirm those that %s', async (_, createOptions) => {
    const { url, cache, etags } = await startConfirming();
    const { result, names, log } = await start({ url, cache, ...createOptions() });
    expect([result, etags()]).toEqual([{ source: 'server', flags: 1 }, ['"cached"']]);
    expect(names).toEqual(['cached']);
    log.forget();
  });
});

describe('initialize', () => {
  test('settles as soon as they arrive when the server is down', async () => {
    const { source, arrive } = slowSource();
    const scheduler = createManualScheduler();
    const { client, log } = createTestClient({ bootstrap: source, requestRetries: 0, scheduler });
    let result: unknown;
    const initialized = client.initialize({ timeoutMs: 60_000 }).then((value) => {
      result = value;
    });
    await vi.waitFor(() => expect(log.lines).toHaveLength(1));
    await settled();
    expect(result).toBeUndefined();
    arrive();
    await initialized;
    expect(result).toMatchObject({ source: 'bootstrap', flags: 1, error: { code: 'UNAVAILABLE' } });
  });

  test('waits for those that replace cached ones, but not longer than a second', async () => {
    for (const isInTime of [true, false]) {
      const { source, arrive } = slowSource();
      const scheduler = createManualScheduler();
      const { client, log } = createTestClient({
        bootstrap: source,
        cache: createOneTextCache(storedText(['cached'])),
        multipleInstanceMode: 'silently-allow',
        requestRetries: 0,
        scheduler,
      });
      let result: unknown;
      const initialized = client.initialize({ timeoutMs: 60_000 }).then((value) => {
        result = value;
      });
      await vi.waitFor(() => expect(log.lines).toHaveLength(1));
      scheduler.advance(999);
      await settled();
      expect([result, client.isEnabled('cached')]).toEqual([undefined, true]);
      if (isInTime) arrive();
      else scheduler.advance(1);
      await initialized;
      expect(result).toMatchObject({ source: isInTime ? 'bootstrap' : 'cache', flags: 1 });
      arrive();
      await settled();
      expect(client.isEnabled('boot')).toBe(true);
    }
  });

  test('waits for the server a second only once they are there', async () => {
    const server = await startScriptedServer(() => 'hang');
    const scheduler = createManualScheduler();
    const { client } = createTestClient({ url: server.url, bootstrap: sourceOf(() => text), scheduler });
    const initialized = client.initialize({ timeoutMs: 60_000 });
    await server.received(1);
    scheduler.advance(1000);
    expect(await initialized).toEqual({ source: 'bootstrap', flags: 1 });
  });

  test('is held up by a source that never settles until the timeout only, and by no source at all when the server answers', async () => {
    const bootstrap = sourceOf(() => new Promise<never>(() => undefined));
    const begin = performance.now();
    const { result, log } = await start({ bootstrap }, { timeoutMs: 200 });
    expect(result).toMatchObject({ source: 'none', flags: 0 });
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(log.lines).toHaveLength(1);
    const live = await startScriptedServer(() => ({ body: bodyOf('live') }));
    const other = await start({ url: live.url, bootstrap, appName: 'other' }, { timeoutMs: 60_000 });
    expect(other.result.source).toBe('server');
  });

  test('waits for them where nobody asks the server and no cache is followed', async () => {
    const bootstrap = sourceOf(() => delay(50, text));
    const { result, log } = await start({ bootstrap }, { fetchToggles: false, timeoutMs: 60_000 });
    expect(result).toEqual({ source: 'bootstrap', flags: 1 });
    expect(log.lines).toEqual([expect.stringContaining('there is no cache to follow')]);
  });
});

describe('destroy', () => {
  test('breaks off the request to the address of the bootstrap', async () => {
    const [asked, closed] = [defer(), defer()];
    const server = http.createServer((request) => {
      request.socket.once('close', () => closed.resolve());
      asked.resolve();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { client, log, eventsOf } = createTestClient({
      bootstrap: fromUrl(`http://127.0.0.1:${port}`),
      requestRetries: 0,
    });
    const initialized = client.initialize();
    await asked.promise;
    await vi.waitFor(() => expect(log.lines).toHaveLength(1));
    await client.destroy();
    await closed.promise;
    expect((await initialized).source).toBe('none');
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['UNAVAILABLE']);
  });

  test('tells a source of your own, whose flags and faults are of no interest any more', async () => {
    for (const answer of [async () => text, () => Promise.reject(new Error('aborted'))]) {
      const load = defer<string>();
      let signal: AbortSignal | undefined;
      const bootstrap = sourceOf((options) => {
        signal = options?.signal;
        return load.promise;
      });
      const live = await startScriptedServer(() => 'hang');
      const { client, events, log } = createTestClient({ url: live.url, bootstrap });
      void client.initialize();
      await client.destroy();
      expect(signal?.aborted).toBe(true);
      load.resolve(answer());
      await settled();
      expect([events, log.lines, client.isEnabled('boot')]).toEqual([[], [], false]);
    }
  });

  test('is possible while the source is being asked', async () => {
    let signal: AbortSignal | undefined;
    const scheduler = createManualScheduler();
    const { client, events } = createTestClient({
      scheduler,
      bootstrap: sourceOf((options) => {
        signal = options?.signal;
        void client.destroy();
        return new Promise<never>(() => undefined);
      }),
    });
    expect((await client.initialize()).source).toBe('none');
    await client.destroy();
    expect([signal?.aborted, scheduler.delays, events]).toEqual([true, [], []]);
  });
});

describe('flags that were put into the cache to start with', () => {
  /** A cache with a seed, and with flags that a client has left there. */
  async function seededCache(withOwn: boolean) {
    const cache = new MemoryCache();
    await seed(cache, fromFile(fileWith(JSON.stringify(featuresOf('seed')))));
    if (withOwn) {
      const server = await startScriptedServer(() => ({ body: bodyOf('cached') }));
      const { client } = await start({ url: server.url, cache });
      await client.destroy();
      await server.close();
      return { cache, url: server.url };
    }
    return { cache };
  }

  test('are in use when the server is down, as bootstrapped ones', async () => {
    const { result, names, log } = await start(await seededCache(false));
    expect([result.source, names]).toEqual(['bootstrap', ['seed']]);
    expect(log.lines).toHaveLength(1);
  });

  test('win over cached ones, unless bootstrapOverride is false', async () => {
    const first = await start(await seededCache(true));
    expect(first.names).toEqual(['seed']);
    const second = await start({ ...(await seededCache(true)), bootstrapOverride: false });
    expect(second.names).toEqual(['cached']);
    for (const { log } of [first, second]) expect(log.lines).toHaveLength(1);
  });

  test('give way to those of the server', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('live') }));
    expect((await start({ ...(await seededCache(false)), url: server.url })).names).toEqual(['live']);
  });

  test('do not count where the application gives its own, be they found or not', async () => {
    const one = await start({ ...(await seededCache(false)), bootstrap: boot });
    expect(one.names).toEqual(['boot']);
    const other = await start({
      ...(await seededCache(false)),
      bootstrap: sourceOf(() => Promise.reject(new Error('no'))),
      appName: 'other',
    });
    expect(other.names).toEqual([]);
    for (const { log } of [one, other]) log.forget();
  });

  test.each([false, 'elected'] as const)('start a client with fetchToggles %s', async (fetchToggles) => {
    const { cache } = await seededCache(false);
    const { names, log } = await start({ cache }, { fetchToggles });
    expect(names).toEqual(['seed']);
    log.forget();
  });
});

describe.each([false, 'elected'] as const)('with fetchToggles %s cached flags win over', (fetchToggles) => {
  const startMember = (bootstrap: UnleashOptions['bootstrap']) => {
    const cache = Object.assign(createOneTextCache(storedText(['cached'])), { lease: () => null });
    return start({ cache, bootstrap }, { fetchToggles });
  };

  test('bootstrapped ones that were at hand', async () => {
    const { result, names } = await startMember(boot);
    expect([result.source, names]).toEqual(['cache', ['cached']]);
  });

  test('bootstrapped ones that come later', async () => {
    const { source, arrive } = slowSource();
    const { client, result } = await startMember(source);
    arrive();
    await settled();
    expect([result.source, [...client.featureDefinitions().keys()]]).toEqual(['cache', ['cached']]);
  });
});
