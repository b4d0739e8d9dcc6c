import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const features = [
  { name: 'on', enabled: true, strategies: [{ name: 'default' }] },
  { name: 'off', enabled: false, strategies: [] },
  {
    name: 'for-anna',
    enabled: true,
    strategies: [
      { name: 'default', constraints: [{ contextName: 'userId', operator: 'IN', values: ['anna'] }] },
    ],
  },
];

/** What old libraries, and attacks on other parts of an application, do to all objects. */
export const pollutedPrototypes: Scenario = {
  title: 'an application whose Object.prototype is polluted',
  row: 'names such as __proto__',
  criterion: 'right answers all the same; nothing throws',
  async arrange({ serve }) {
    const server = await serve({
      features: answer.text(JSON.stringify({ version: 2, features, segments: [] })),
    });
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, note }) {
    const additions = { polluted: () => 1, extend: {}, userId: 'anna', id: 7, toJSON: undefined };
    for (const [name, value] of Object.entries(additions)) {
      Object.defineProperty(Object.prototype, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: true,
      });
    }
    const client = await start();
    const answers = ['on', 'off', 'for-anna'].map((name) => [
      client.isEnabled(name, {}),
      client.isEnabled(name, { userId: 'anna' }),
    ]);
    client.evaluateAll();
    client.explain('for-anna');
    await client.flushMetrics();
    for (const name of Object.keys(additions)) Reflect.deleteProperty(Object.prototype, name);
    note(
      exactly('answers', answers, [
        [true, true],
        [false, false],
        [false, true],
      ]),
    );
  },
};
