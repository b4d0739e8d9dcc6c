import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const fail = (): never => {
  throw new Error('strategy');
};

const strategies: Readonly<Record<string, unknown>> = {
  Promised: { apply: async () => true },
  Rejected: { apply: async () => fail() },
  One: { apply: () => 1 },
  Text: { apply: () => 'true' },
  Anything: { apply: () => ({}) },
  Boxed: { apply: () => new Boolean(true) },
  Thrown: { apply: fail },
  ThrownNothing: {
    apply: () => {
      throw undefined;
    },
  },
  Changing: {
    apply(parameters: Record<string, unknown>, context: Record<string, unknown>) {
      parameters.changed = 'yes';
      context.userId = 'other';
      return true;
    },
  },
  CompileThrows: { compile: fail },
  CompilesNothing: { compile: () => null },
  CompilesAPromise: { compile: () => async () => true },
};
const features = Object.keys(strategies).map((name) => ({
  name,
  enabled: true,
  strategies: [{ name, parameters: { one: '1' } }],
}));

/** Strategies that answer what nobody may take for a yes. */
export const oddStrategies: Scenario = {
  title: 'custom strategies that answer oddly',
  row: 'custom strategies that answer oddly',
  criterion: 'off for everybody, ≤ 1 event each in 1,000 evaluations; 0 throws, 0 unhandled rejections',
  async arrange({ serve }) {
    const server = await serve({
      features: answer.text(JSON.stringify({ version: 2, features, segments: [] })),
    });
    return { options: { url: server.url, refreshInterval: 0, logLevel: 'silent' } };
  },
  async act({ start, pass, note, events }) {
    const client = await start({ customStrategies: strategies as never });
    const on = new Set<string>();
    for (let times = 0; times < 1000; times += 1) {
      for (const { name } of features) if (client.isEnabled(name, { userId: '1' })) on.add(name);
      if (times % 50 === 0) await pass(0);
    }
    const told = events.filter(({ eventType }) => eventType === 'error' || eventType === 'warn');
    note(
      exactly(
        'on',
        [...on].filter((name) => name !== 'Changing'),
        [],
      ),
    );
    note(atMost('events', told.length, features.length));
  },
};
