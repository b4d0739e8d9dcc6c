import { startDevServer } from '@unleash-client/dev-server';
import { MemoryCache, UnleashClient, type UnleashOptions } from 'unleash-client';
import { afterEach, expect, test, vi } from 'vitest';
import { countParsedFlags } from './count-parsed-flags.testing';
import { expectedAnswer, flagName, SOMEBODY } from './large-payload';
import { startPayloadServer } from './payload-server';

const FLAGS = 1000;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  vi.restoreAllMocks();
});

async function startClient(url: string, options: Partial<UnleashOptions> = {}) {
  const client = new UnleashClient({
    url,
    appName: 'bench',
    refreshInterval: 0,
    disableMetrics: true,
    disableRegistration: true,
    cache: new MemoryCache(),
    ...options,
  });
  cleanUps.push(() => client.destroy());
  expect((await client.initialize()).source).toBe('server');
  return client;
}

/** A client that follows a server, with eyes on what it parses and writes. */
async function start() {
  const server = await startPayloadServer(FLAGS);
  cleanUps.push(server.close);
  const cache = new MemoryCache();
  const set = vi.spyOn(cache, 'set');
  const client = await startClient(server.url, { cache });
  await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(1));
  set.mockClear();
  const parsed = countParsedFlags();
  const refresh = async () => {
    await client.refresh();
    // A write begins some turns after what is to be written is in use.
    for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    const work = { requests: server.countRequests(), parsed: parsed(), writes: set.mock.calls.length };
    set.mockClear();
    return work;
  };
  server.countRequests();
  return { server, client, refresh };
}

test('of an answer in which two flags changed, these two are parsed, and it is written once', async () => {
  const { server, client, refresh } = await start();
  for (let round = 0; round < 3; round += 1) {
    server.change();
    expect(await refresh()).toEqual({ requests: 1, parsed: 2, writes: 1 });
    for (const index of server.changing) {
      expect(client.isEnabled(flagName(index), SOMEBODY)).toBe(expectedAnswer(index, server.switchedOff()));
    }
  }
});

test('an answer in which all flags changed is parsed once and written once, but for a try to do with less', async () => {
  const { server, client, refresh } = await start();
  server.changeAll();
  const { parsed, ...others } = await refresh();
  expect(others).toEqual({ requests: 1, writes: 1 });
  expect(parsed).toBeGreaterThanOrEqual(FLAGS);
  expect(parsed).toBeLessThanOrEqual(1.6 * FLAGS);
  expect(client.isEnabled(flagName(1), SOMEBODY)).toBe(true);
});

test('the same bytes again are neither parsed nor written', async () => {
  const { server, refresh } = await start();
  server.honourEtags(false);
  for (let round = 0; round < 3; round += 1) {
    expect(await refresh()).toEqual({ requests: 1, parsed: 0, writes: 0 });
  }
});

test('304 costs a request and nothing else', async () => {
  const { refresh } = await start();
  for (let round = 0; round < 3; round += 1) {
    expect(await refresh()).toEqual({ requests: 1, parsed: 0, writes: 0 });
  }
});

test('all who ask for a refresh at once share one request', async () => {
  const { server, client } = await start();
  await Promise.all(Array.from({ length: 50 }, () => client.refresh()));
  expect(server.countRequests()).toBe(1);
});

test('each interval costs one request', async () => {
  const server = await startPayloadServer(10);
  cleanUps.push(server.close);
  const intervalMs = 60_000;
  let poll: (() => void) | undefined;
  const scheduler = {
    after(delayMs: number, task: () => void) {
      // What is shorter guards a request or a start.
      if (delayMs >= intervalMs) poll = task;
      return () => {};
    },
  };
  await startClient(server.url, { refreshInterval: intervalMs, scheduler });
  for (let interval = 0; interval < 10; interval += 1) {
    await vi.waitFor(() => expect(poll).toBeDefined());
    expect(server.countRequests()).toBe(1);
    const due = poll;
    poll = undefined;
    due?.();
  }
});

test('a delta of two flags compiles these two again, and no other', async () => {
  const names = Array.from({ length: 100 }, (_, index) => flagName(index));
  const describeFlag = (name: string, word: string) => ({
    name,
    strategies: [{ name: 'Counted', parameters: { word } }],
  });
  const features = names.map((name) => ({ enabled: true, ...describeFlag(name, 'first') }));
  const server = await startDevServer({ flags: { version: 2, features }, port: 0 });
  cleanUps.push(server.close);
  let compiled: string[] = [];
  const Counted = {
    compile({ word }: Readonly<Record<string, unknown>>) {
      compiled.push(String(word));
      return () => true;
    },
  };
  const client = await startClient(server.url, {
    customHeaders: { Authorization: server.token },
    customStrategies: { Counted },
    mode: 'delta',
  });
  const askAll = () => {
    compiled = [];
    expect(names.every((name) => client.isEnabled(name))).toBe(true);
    return compiled.sort();
  };
  expect(askAll()).toEqual(names.map(() => 'first'));
  expect(askAll()).toEqual([]);
  server.setFlag(describeFlag(flagName(3), 'second'));
  server.setFlag(describeFlag(flagName(7), 'third'));
  await client.refresh();
  expect(askAll()).toEqual(['second', 'third']);
});
