import { setTimeout as sleep } from 'node:timers/promises';
import type { Cache } from 'unleash-client';
import { atLeast, atMost, holds } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';

type Failing = () => unknown;

const failures: Readonly<Record<string, Failing>> = {
  'never-settles': () => new Promise(() => undefined),
  rejects: () => Promise.reject(new Error('cache')),
  throws: () => {
    throw new Error('cache');
  },
  'takes-three-seconds': () => sleep(3000, undefined, { ref: false }),
  'answers-a-number': () => 7,
  'answers-an-object': () => ({ get: 'lost' }),
  'answers-a-false-promise': () => ({
    // biome-ignore lint/suspicious/noThenProperty: promises of other libraries look like this, and fail like this
    get then() {
      throw new Error('no promise');
    },
  }),
};

const failingBy = (failure: Failing): Scenario => ({
  title: 'a cache that fails in everything',
  row: 'a cache that fails',
  criterion: 'the flags come ≤ 1 s all the same, polls go on, destroy ≤ 1 s',
  limits: { destroyMs: 1000 },
  async arrange({ serve }) {
    const server = await serve();
    return {
      options: { url: server.url, refreshInterval: 100 },
      judge: () => [atLeast('polls in 1.5 s', server.of('features').length, 5)],
    };
  },
  async act({ create, time, pass, note }) {
    const cache = { get: failure, set: failure, exists: failure, subscribe: failure, close: failure };
    const client = create({ cache: cache as unknown as Cache });
    note(atMost('initialized after', await time(() => client.initialize()), 1000, ' ms'));
    note(holds('steady', client.isEnabled('steady')));
    await pass(1500);
  },
});

/** Caches of an application's own, on their worst day. */
export const failingCaches = quickOnes(
  ['never-settles', 'rejects', 'throws', 'answers-a-false-promise'],
  Object.fromEntries(Object.entries(failures).map(([name, failure]) => [name, failingBy(failure)])),
);
