import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'then'];
const features = names.map((name) => ({
  name,
  enabled: true,
  strategies: [
    {
      name: 'default',
      constraints: [{ contextName: name, operator: 'IN', values: ['yes'], inverted: false }],
    },
  ],
  variants: [{ name, weight: 1000, weightType: 'variable', payload: { type: 'string', value: name } }],
}));
// Printed with the key as text: an object literal would set its own prototype.
const body = JSON.stringify({ version: 2, features, segments: [] }).replace(
  '}',
  ',"__proto__":{"polluted":true}}',
);

/** Ordinary names to people who have never heard of JavaScript. */
export const namesOfPrototypes: Scenario = {
  title: 'flags, variants and fields called __proto__ and constructor',
  row: 'names such as __proto__',
  criterion: 'answer as all others do; Object.prototype stays as it is',
  async arrange({ serve }) {
    const server = await serve({ features: answer.text(body) });
    return { options: { url: server.url, refreshInterval: 0, metricsInterval: 0 } };
  },
  async act({ start, note }) {
    const before = Reflect.ownKeys(Object.prototype);
    const client = await start();
    for (const name of names) {
      const properties = JSON.parse(`{${JSON.stringify(name)}:"yes"}`) as Record<string, string>;
      note(
        exactly(name, [client.isEnabled(name, { properties }), client.isEnabled(name, {})], [true, false]),
        exactly(`variant ${name}`, client.getVariant(name, { properties }).name, name),
      );
    }
    await client.flushMetrics();
    note(exactly('Object.prototype', Reflect.ownKeys(Object.prototype), before));
    note(holds('not polluted', !('polluted' in {})));
  },
};
