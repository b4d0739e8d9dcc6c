import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const fail = (): never => {
  throw new Error('do not look');
};
const traps = new Proxy({}, { get: () => fail });

const features = ['userId', 'sessionId', 'currentTime', 'plan'].flatMap((contextName) =>
  ['IN', 'NUM_EQ', 'SEMVER_GT', 'DATE_AFTER', 'STR_CONTAINS', 'REGEX'].map((operator) => ({
    name: `${contextName}-${operator}`,
    enabled: true,
    impressionData: true,
    strategies: [
      {
        name: 'flexibleRollout',
        parameters: { rollout: '100', stickiness: contextName, groupId: 'g' },
        constraints: [{ contextName, operator, values: ['1'], value: '1' }],
      },
    ],
    variants: [{ name: 'v', weight: 1000, stickiness: contextName }],
  })),
);

/** Made in the process, since JSON could not say them. */
const createOddContexts = (): unknown[] => {
  const circle: Record<string, unknown> = { properties: {} };
  circle.properties = circle;
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const oddValues: unknown[] = [
    null,
    Symbol('id'),
    7n,
    Number.NaN,
    new Date(Number.NaN),
    () => 'id',
    { toString: fail },
    { [Symbol.toPrimitive]: fail },
    Object.create(null),
    new Proxy({}, traps),
    revoked,
    [['deep']],
    '\ud800',
    'x'.repeat(1_000_000),
  ];
  return [
    ...oddValues,
    ...oddValues.map((value) => ({
      userId: value,
      sessionId: value,
      currentTime: value,
      properties: { plan: value },
    })),
    { properties: revoked },
    {
      get userId() {
        return fail();
      },
      get properties() {
        return fail();
      },
    },
    circle,
    Object.freeze(Object.create({ userId: '1' })),
  ];
};

/** What applications pass that did not look at what they have. */
export const oddContexts: Scenario = {
  title: 'contexts of all kinds',
  row: 'odd contexts and failing callbacks',
  criterion: '0 throws out of the five ways to ask, 24 flags each; stall ≤ 200 ms',
  limits: { stallMs: 200 },
  async arrange({ serve }) {
    const server = await serve({
      features: answer.text(JSON.stringify({ version: 2, features, segments: [] })),
    });
    return { options: { url: server.url, refreshInterval: 0, logLevel: 'silent' } };
  },
  async act({ start, pass, note }) {
    const client = await start();
    const thrown: string[] = [];
    let asked = 0;
    const attempt = (ask: () => unknown) => {
      asked += 1;
      try {
        ask();
      } catch (error) {
        thrown.push(String(error));
      }
    };
    for (const odd of createOddContexts()) {
      const context = odd as never;
      for (const { name } of features) {
        attempt(() => client.isEnabled(name, context));
        attempt(() => client.getVariant(name, context));
        attempt(() => client.evaluate(name, context));
        attempt(() => client.explain(name, context));
      }
      attempt(() => client.evaluateAll(context));
      await pass(0);
    }
    note(exactly('thrown', thrown, []), atMost('of questions', asked, 10_000));
  },
};
