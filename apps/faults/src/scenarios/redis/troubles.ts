import { setTimeout as sleep } from 'node:timers/promises';
// Loaded before anything is measured: its many files take a processor hundreds of milliseconds at once.
import 'redis';
import { RedisCache } from '@unleash-client/cache-redis';
import type { RedisServer } from '@unleash-client/redis-server';
import { atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

interface Trouble {
  readonly strike: (redis: RedisServer) => unknown;
  readonly heal: (redis: RedisServer, password: string) => unknown;
  /** Strikes before the client starts. */
  readonly isEarly?: boolean;
}

const killed: Trouble = { strike: (redis) => redis.kill(), heal: (redis) => redis.restart() };

const troubles: Readonly<Record<string, Trouble>> = {
  'down-at-the-start': { ...killed, isEarly: true },
  killed,
  'killed-and-empty': { strike: (redis) => redis.kill(), heal: (redis) => redis.restart({ empty: true }) },
  stopped: { strike: (redis) => redis.suspend(), heal: (redis) => redis.resume() },
  'stopped-at-the-start': {
    strike: (redis) => redis.suspend(),
    heal: (redis) => redis.resume(),
    isEarly: true,
  },
  slow: { strike: (redis) => redis.command('client', 'pause', '3000'), heal: () => undefined },
  'read-only': {
    strike: (redis) => redis.command('replicaof', '127.0.0.1', '1'),
    heal: (redis) => redis.command('replicaof', 'no', 'one'),
  },
  'out-of-memory': {
    strike: (redis) => redis.command('config', 'set', 'maxmemory', '1'),
    heal: (redis) => redis.command('config', 'set', 'maxmemory', '0'),
  },
  'another-password': {
    strike: (redis) => redis.setPassword('another-password'),
    heal: (redis, password) => redis.setPassword(password),
  },
};

/** The flags that are stored, as text. */
async function storedIn(redis: RedisServer): Promise<string> {
  const [key = ''] = (await redis.command('keys', '*:text:*')).split('\n');
  return key === '' ? '' : redis.command('get', key);
}

const troubledBy = ({ strike, heal, isEarly = false }: Trouble): Scenario => ({
  title: 'Redis in trouble',
  row: 'Redis in trouble',
  criterion:
    'starts ≤ 2 s, asks ≤ 50 ms, sees a change meanwhile, stores it ≤ 10 s after healing, destroy ≤ 1 s',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ serve, redis: startRedis, secrets, cue }) {
    const server = await serve();
    const redis = await startRedis({ password: secrets.redisPassword });
    if (isEarly) await strike(redis);
    cue('strike', () => (isEarly ? undefined : strike(redis)));
    cue('change', () => server.play({ features: answer.flags('steady', 'newer') }));
    cue('heal', () => heal(redis, secrets.redisPassword));
    cue('stored', async () => {
      while (!(await storedIn(redis)).includes('newer')) await sleep(50);
    });
    return { options: { url: server.url, refreshInterval: 200 }, props: { redis: redis.url } };
  },
  async act({ create, defer, cue, time, until, note, props, errors }) {
    const cache = new RedisCache({ url: props.redis ?? '' });
    defer(() => cache.close());
    const client = create({ cache });
    note(atMost('started after', await time(() => client.initialize()), 2000, ' ms'));
    await cue('strike');
    await cue('change');
    note(atMost('a change is seen after', await until(() => client.isEnabled('newer')), 1500, ' ms'));
    note(atMost('asking took', await time(() => client.isEnabled('steady')), 50, ' ms'));
    await until(() => errors.length > 0, 1500);
    await cue('heal');
    note(atMost('stored after', await time(() => cue('stored')), 10_000, ' ms'));
    note(
      exactly(
        'kinds of errors',
        [...new Set(errors.map(({ code }) => code))].filter((code) => code !== 'CACHE'),
        [],
      ),
    );
  },
});

/** Everything that befalls a Redis server. */
export const redisTroubles = quickOnes(
  ['killed-and-empty', 'stopped', 'down-at-the-start', 'another-password', 'out-of-memory'],
  Object.fromEntries(Object.entries(troubles).map(([name, trouble]) => [name, troubledBy(trouble)])),
);
