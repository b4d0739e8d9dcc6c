import { parseSnapshot } from '@unleash-client/cache';
import { RedisCache } from '@unleash-client/cache-redis';
import { type RedisServer, startRedis } from '@unleash-client/redis-server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startVersionedServer } from '../testing/start-versioned-server.testing';

/** What befalls a Redis, and how it heals. */
interface Fault {
  readonly strike: (redis: RedisServer) => unknown;
  readonly heal: (redis: RedisServer) => unknown;
  /** Whether the cache is out of order meanwhile; else what is wrong is told and put right at once. */
  readonly isOutage: boolean;
}

const nothing = () => undefined;

const faults: Readonly<Record<string, Fault>> = {
  killed: { strike: (redis) => redis.kill(), heal: (redis) => redis.restart(), isOutage: true },
  'killed, and empty afterwards': {
    strike: (redis) => redis.kill(),
    heal: (redis) => redis.restart({ empty: true }),
    isOutage: true,
  },
  'stopped with SIGSTOP': {
    strike: (redis) => redis.suspend(),
    heal: (redis) => redis.resume(),
    isOutage: true,
  },
  'too slow': {
    // Long enough for the next poll and the end of the patience with what it writes.
    strike: (redis) => redis.command('client', 'pause', '8000', 'all'),
    // The pause may outlast the patience of one question.
    heal: (redis) => redis.command('ping').catch(() => redis.command('ping')),
    isOutage: true,
  },
  full: {
    strike: (redis) => redis.command('config', 'set', 'maxmemory', '1'),
    heal: (redis) => redis.command('config', 'set', 'maxmemory', '0'),
    isOutage: true,
  },
  'read-only': {
    strike: (redis) => redis.command('replicaof', '127.0.0.1', '1'),
    heal: (redis) => redis.command('replicaof', 'no', 'one'),
    isOutage: true,
  },
  'locked with a password': {
    strike: (redis) => redis.setPassword('hunter2-of-the-test'),
    heal: (redis) => redis.setPassword(''),
    isOutage: true,
  },
  emptied: { strike: (redis) => redis.command('flushall'), heal: nothing, isOutage: false },
};

type VersionedServer = Awaited<ReturnType<typeof startVersionedServer>>;

/** Asks for a flag every few milliseconds, and keeps the wrong answers and the longest time of one. */
function watchEvaluation(ask: () => boolean) {
  let [asked, wrong, longestMs] = [0, 0, 0];
  const timer = setInterval(() => {
    const startedAt = performance.now();
    if (!ask()) wrong += 1;
    longestMs = Math.max(longestMs, performance.now() - startedAt);
    asked += 1;
  }, 2);
  return () => {
    clearInterval(timer);
    return { asked, wrong, longestMs };
  };
}

async function startMember(
  redis: RedisServer,
  fetchToggles: true | 'elected',
  server: VersionedServer | Promise<VersionedServer> = startVersionedServer(),
) {
  // Far above what a busy machine needs for a healthy answer: a fault of the test's own would be told as well.
  const cache = new RedisCache({ url: redis.url, commandTimeoutMs: 1500 });
  const reader = new RedisCache({ url: redis.url });
  onTestFinished(async () => {
    await cache.close();
    await reader.close();
  });
  const set = vi.spyOn(cache, 'set');
  const made = createTestClient({
    url: (await server).url,
    cache,
    refreshInterval: 3000,
    refreshJitter: 0,
    multipleInstanceMode: 'silently-allow',
    logLevel: 'silent',
  });
  await made.client.initialize({ fetchToggles });
  /** What is stored, as another process reads it. */
  const storedBody = async () => {
    const [key = ''] = set.mock.calls.at(-1) ?? [];
    return parseSnapshot((await reader.get(key)) ?? '')?.body;
  };
  return { ...made, server: await server, storedBody };
}

/** What a client told of its cache. */
const cacheEvents = ({ eventsOf }: Awaited<ReturnType<typeof startMember>>) => [
  ...eventsOf('error').map(({ error }) => error.code),
  ...eventsOf('warn').map(({ kind }) => kind),
];

const within10Seconds = { timeout: 10_000, interval: 20 };

/** Lets a fault befall the Redis of a client whose flags change meanwhile. */
async function endure(fault: Fault, fetchToggles: true | 'elected') {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const member = await startMember(redis, fetchToggles);
  const { client, server, storedBody } = member;
  const stored = (body: string) =>
    vi.waitFor(async () => expect(await storedBody()).toBe(body), within10Seconds);
  const told = (events: readonly string[]) =>
    vi.waitFor(() => expect(cacheEvents(member)).toEqual(events), within10Seconds);
  await stored(bodyOf('v1'));
  const endWatch = watchEvaluation(() => client.isEnabled('v1') || client.isEnabled(server.current()));

  await fault.strike(redis);
  const newest = server.change();
  await vi.waitFor(() => expect(client.isEnabled(newest)).toBe(true), within10Seconds);
  if (fault.isOutage) await told(['CACHE']);
  await fault.heal(redis);
  const healedAt = Date.now();
  await stored(bodyOf(newest));
  const writtenMs = Date.now() - healedAt;
  if (fault.isOutage) await told(['CACHE', 'cache']);
  return { ...endWatch(), writtenMs, events: cacheEvents(member) };
}

describe.each([true, 'elected'] as const)('with fetchToggles: %j', (fetchToggles) => {
  test('no fault of a Redis disturbs evaluation; each is told once, and after it all flags are there', async () => {
    const rows = await Promise.all(
      Object.entries(faults).map(async ([name, fault]) => ({
        name,
        fault,
        ...(await endure(fault, fetchToggles)),
      })),
    );
    for (const { name, asked, longestMs, writtenMs } of rows) {
      const evaluations = `${asked} evaluations, the longest ${longestMs.toFixed(2)} ms`;
      process.stdout.write(`Redis ${name}: ${evaluations}; written back ${writtenMs} ms after it healed\n`);
    }
    expect(rows.map(({ name, wrong, events }) => ({ name, wrong, events }))).toEqual(
      rows.map(({ name, fault }) => ({ name, wrong: 0, events: fault.isOutage ? ['CACHE', 'cache'] : [] })),
    );
    for (const { name, writtenMs } of rows) expect(writtenMs, name).toBeLessThanOrEqual(10_000);
  }, 60_000);

  test('a Redis that is down at the start is told once, and gets the flags when it comes up', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    await redis.kill();
    const member = await startMember(redis, fetchToggles);
    expect(member.client.isEnabled('v1')).toBe(true);
    expect(cacheEvents(member)).toEqual(['CACHE']);
    await redis.restart({ empty: true });
    await vi.waitFor(() => expect(cacheEvents(member)).toEqual(['CACHE', 'cache']), within10Seconds);
    await vi.waitFor(async () => expect(await member.storedBody()).toBe(bodyOf('v1')), within10Seconds);
  }, 60_000);
});

test('a fleet whose Redis loses everything, the lease included, fills it again', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const first = await startMember(redis, 'elected');
  await startMember(redis, 'elected', first.server);
  await startMember(redis, 'elected', first.server);
  for (let times = 0; times < 3; times += 1) {
    await redis.command('flushall');
    await vi.waitFor(async () => expect(await first.storedBody()).toBe(bodyOf('v1')), within10Seconds);
    const late = await startMember(redis, 'elected', first.server);
    expect(late.client.isEnabled('v1')).toBe(true);
    await late.client.destroy();
  }
  expect(cacheEvents(first)).toEqual([]);
}, 60_000);

test.each([
  ['no text', (key: string) => ['hset', key, 'field', 'value']],
  ['no flags', (key: string) => ['set', key, 'rubbish']],
])(
  'an entry that holds %s is a miss that is told once, and is replaced',
  async (_, wreck) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const first = await startMember(redis, true);
    await vi.waitFor(async () => expect(await first.storedBody()).toBe(bodyOf('v1')), within10Seconds);
    await first.client.destroy();
    const keys = (await redis.command('keys', '*:text:unleash-*')).split('\n');
    expect(keys).toHaveLength(1);
    await redis.command('del', keys[0] ?? '');
    await redis.command(...wreck(keys[0] ?? ''));

    const second = await startMember(redis, true, first.server);
    expect(second.client.isEnabled('v1')).toBe(true);
    await vi.waitFor(async () => expect(await second.storedBody()).toBe(bodyOf('v1')), within10Seconds);
    expect(cacheEvents(second)).toEqual(['CACHE']);
  },
  30_000,
);

test('two environments of one application in one Redis never see each other', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const caches = [new RedisCache({ url: redis.url }), new RedisCache({ url: redis.url })];
  onTestFinished(async () => void (await Promise.all(caches.map((cache) => cache.close()))));
  const server = await startScriptedServer((_, { headers }) => ({
    body: bodyOf(`flag-of-${headers.authorization?.split(/[:.]/)[1]}`),
  }));
  const start = async (environment: string, fetchToggles: boolean) => {
    const { client } = createTestClient({
      url: server.url,
      cache: caches[fetchToggles ? 0 : 1],
      customHeaders: { Authorization: `default:${environment}.secret-of-the-test` },
      multipleInstanceMode: 'silently-allow',
    });
    await client.initialize({ fetchToggles });
    return client;
  };
  for (const environment of ['development', 'production']) {
    const client = await start(environment, true);
    await client.destroy();
  }
  for (const environment of ['development', 'production']) {
    const follower = await start(environment, false);
    expect([...follower.featureDefinitions().keys()]).toEqual([`flag-of-${environment}`]);
  }
});
