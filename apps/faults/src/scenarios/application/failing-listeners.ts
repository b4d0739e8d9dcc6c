import type { EventName } from 'unleash-client';
import { atLeast, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const names: readonly EventName[] = [
  'ready',
  'fetched',
  'changed',
  'unchanged',
  'synchronized',
  'feature_flag',
  'variant',
  'impression',
  'registered',
  'sent',
  'mode',
  'count',
  'warn',
  'error',
];

const failures: readonly (() => unknown)[] = [
  () => {
    throw new Error('listener');
  },
  () => {
    throw undefined;
  },
  () => Promise.reject(new Error('later')),
  () => ({
    // biome-ignore lint/suspicious/noThenProperty: promises of other libraries look like this, and fail like this
    get then() {
      throw new Error('no promise');
    },
  }),
];

/** Whoever listens to everything and fails each time, in every way there is. */
export const failingListeners: Scenario = {
  title: 'listeners that throw, reject, unsubscribe and ask again',
  row: 'odd contexts and failing callbacks',
  criterion: '0 throws, 0 unhandled rejections; the next poll comes; each failure is told',
  async arrange({ serve }) {
    const first = answer.flags('steady');
    const server = await serve({ features: answer.firstly(1, first, answer.flags('steady', 'newer')) });
    return {
      options: { url: server.url, refreshInterval: 200, metricsInterval: 300, logLevel: 'silent' },
      judge: () => [atLeast('polls', server.of('features').length, 2)],
    };
  },
  async act({ create, until, note, errors }) {
    const client = create();
    for (const name of names) {
      for (const failure of failures) client.on(name, () => failure());
      client.once(name, () => client.isEnabled('steady'));
      const stop: () => void = client.on(name, () => stop());
      client.on(name, () => client.off(name, failures[0] as never));
    }
    await client.initialize();
    const asked = [
      client.isEnabled('steady'),
      client.evaluate('unknown').reason,
      client.getVariant('steady').name,
    ];
    note(exactly('answers', asked, [true, 'not-found', 'disabled']));
    await until(() => client.isEnabled('newer'));
    await client.flushMetrics();
    note(atLeast('told', errors.filter(({ code }) => code === 'LISTENER').length, 1));
  },
};
