import { setTimeout as sleep } from 'node:timers/promises';
// Loaded before anything is measured: its many files take a processor hundreds of milliseconds at once.
import 'redis';
import { RedisCache } from '@unleash-client/cache-redis';
import { atMost, exactly, holds } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';

const spoilt: Readonly<Record<string, (key: string) => readonly string[][]>> = {
  'another-type': (key) => [
    ['del', key],
    ['hset', key, 'field', 'value'],
  ],
  rubbish: (key) => [['set', key, 'rubbish']],
  empty: (key) => [['set', key, '']],
  '50-MB': (key) => [['setrange', key, String(50 * 1024 ** 2 - 1), 'x']],
  '100-MB': (key) => [['setrange', key, String(100 * 1024 ** 2), 'x']],
};

const spoiltBy = (commands: (key: string) => readonly string[][]): Scenario => ({
  title: 'an entry in Redis that holds no flags',
  row: 'Redis in trouble',
  criterion: 'no error before, a miss with ≤ 1 error, and the server’s flags come; ≤ 300 MB, no stall',
  limits: { peakMb: 300 },
  async arrange({ serve, redis: startRedis, secrets, cue }) {
    const server = await serve();
    const redis = await startRedis({ password: secrets.redisPassword });
    const keyOf = async () => (await redis.command('keys', '*:text:*')).split('\n')[0] ?? '';
    cue('stored', async () => {
      while ((await keyOf()) === '') await sleep(50);
    });
    cue('spoil', async () => {
      const key = await keyOf();
      for (const command of commands(key)) await redis.command(...command);
    });
    return { options: { url: server.url }, props: { redis: redis.url } };
  },
  async act({ create, defer, cue, pass, note, props, errors }) {
    const cache = new RedisCache({ url: props.redis ?? '' });
    defer(() => cache.close());
    const first = create({ cache });
    await first.initialize();
    await cue('stored');
    await first.destroy();
    await cue('spoil');
    note(exactly('errors before', errors.length, 0));
    const client = create({ cache });
    await client.initialize();
    note(holds('steady', client.isEnabled('steady')));
    await pass(500);
    note(atMost('errors', errors.length, 1));
    note(
      exactly(
        'all of the cache',
        errors.every(({ code }) => code === 'CACHE'),
        true,
      ),
    );
  },
});

/** What other programs write under our keys. */
export const spoiltEntries = quickOnes(
  ['another-type', 'rubbish'],
  Object.fromEntries(Object.entries(spoilt).map(([name, commands]) => [name, spoiltBy(commands)])),
);
