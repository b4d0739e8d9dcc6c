import { atMost, exactly, holds } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';
import { flagOf } from '../../stage/payload';

const hundred = Array.from({ length: 100 }, (_, index) => flagOf(`good-${index}`));
const payload = (...odd: readonly string[]) => {
  const features = [...hundred.map((flag) => JSON.stringify(flag)), ...odd];
  return `{"version":2,"features":[${features.join(',')}],"segments":[]}`;
};
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const strategy = (text: string) => `{"name":"odd","enabled":true,"strategies":[${text}]}`;
const constraint = (text: string) => strategy(`{"name":"default","constraints":[${text}]}`);

const payloads: Readonly<Record<string, string>> = {
  'null-among-good-ones': payload('null'),
  'nested-100000-deep': payload(`{"name":"odd","enabled":true,"strategies":${nested(100_000)}}`),
  'a-megabyte-of-name': payload(`{"name":"${'x'.repeat(1e6)}","enabled":5}`),
  'parents-in-a-circle': payload(
    '{"name":"odd","enabled":true,"strategies":[],"dependencies":[{"feature":"odd"}]}',
  ),
  'ten-thousand-strategies': payload(strategy(`${'{"name":"none"},'.repeat(9999)}{"name":"none"}`)),
  'catastrophic-regex': payload(
    constraint('{"contextName":"userId","operator":"REGEX","value":"^(a+)+$","values":[],"inverted":false}'),
  ),
  'rollout-of-infinity': payload(strategy('{"name":"flexibleRollout","parameters":{"rollout":"1e999"}}')),
  'duplicate-keys': payload('{"name":"odd","name":"odd","enabled":false,"enabled":null,"strategies":[]}'),
};

const servedWith = (body: string): Scenario => ({
  title: 'one odd flag among a hundred good ones',
  row: 'odd values in flags',
  criterion: 'the hundred are on, nothing throws, a warning for each oddity (≤ 1000); stall ≤ 200 ms',
  limits: { stallMs: 200 },
  async arrange({ serve }) {
    const server = await serve({ features: answer.text(body) });
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, note, events, errors, until }) {
    const client = await start();
    await until(() => client.isEnabled('good-99'), 3000);
    const isOn = hundred.every(({ name }) => client.isEnabled(name));
    client.isEnabled('odd', { userId: `${'a'.repeat(50_000)}!` });
    client.getVariant('odd');
    client.evaluate('odd');
    client.explain('odd');
    client.evaluateAll();
    const kinds = events.flatMap((event) => (event.eventType === 'warn' ? [event.kind] : []));
    note(holds('good ones on', isOn), exactly('errors', errors.length, 0));
    note(atMost('warnings', kinds.length, 1000));
  },
});

/** Payloads that are odd in one place; the mutations beside these scenarios try all places. */
export const oddFlags = quickOnes(
  ['null-among-good-ones', 'nested-100000-deep', 'catastrophic-regex', 'ten-thousand-strategies'],
  Object.fromEntries(Object.entries(payloads).map(([name, body]) => [name, servedWith(body)])),
);
