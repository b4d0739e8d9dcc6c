import { describe, expect, test } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from '../testing/create-test-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { sumUsage } from '../testing/sum-usage.testing';
import type { UnleashClient } from '../unleash-client';

const flags = {
  on: true,
  off: false,
  colours: { variants: { blue: 1 } },
  offWithVariants: { enabled: false, variants: { blue: 1 } },
  child: { dependencies: ['on'] },
  custom: { strategies: [{ name: 'Broken' }] },
};
const customStrategies = {
  Broken: {
    apply: () => {
      throw new Error('broken');
    },
  },
};

/** What a server is told after some questions, by flag. */
async function countsAfter(ask: (client: UnleashClient) => void, options: Partial<UnleashOptions> = {}) {
  const { server, connection } = await startTestServer({ flags });
  const { client } = createTestClient({
    ...connection,
    disableMetrics: false,
    customStrategies,
    logLevel: 'silent',
    ...options,
  });
  await client.initialize();
  ask(client);
  await client.flushMetrics();
  return Object.fromEntries(sumUsage(server.metrics));
}

const none = { variants: {} };

describe('isEnabled counts what it answered (rule 29)', () => {
  test('for flags that are on and off', async () => {
    const counts = await countsAfter((client) => {
      for (const name of ['on', 'on', 'on', 'off', 'off']) client.isEnabled(name);
    });
    expect(counts).toEqual({ on: { yes: 3, no: 0, ...none }, off: { yes: 0, no: 2, ...none } });
  });

  test('for unknown flags, whose fallback answers', async () => {
    const counts = await countsAfter((client) => {
      client.isEnabled('unknown');
      client.isEnabled('unknown', {}, true);
      client.isEnabled('unknown', {}, () => true);
      client.isEnabled('unknown', {}, () => false);
    });
    expect(counts).toEqual({ unknown: { yes: 2, no: 2, ...none } });
  });

  test('for a custom strategy that throws, with and without a fallback', async () => {
    const counts = await countsAfter((client) => {
      client.isEnabled('custom');
      client.isEnabled('custom', {}, true);
    });
    expect(counts).toEqual({ custom: { yes: 1, no: 1, ...none } });
  });

  test('whatever a fallback says of a flag that is off', async () => {
    const counts = await countsAfter((client) => client.isEnabled('off', {}, true));
    expect(counts).toEqual({ off: { yes: 0, no: 1, ...none } });
  });

  test('and never the parent of a flag', async () => {
    const counts = await countsAfter((client) => client.isEnabled('child'));
    expect(counts).toEqual({ child: { yes: 1, no: 0, ...none } });
  });
});

describe('getVariant counts the variant by name, and the flag by feature_enabled (rule 29)', () => {
  test('for flags with variants, without them, and off', async () => {
    const counts = await countsAfter((client) => {
      for (const name of ['colours', 'colours', 'on', 'offWithVariants']) client.getVariant(name);
    });
    expect(counts).toEqual({
      colours: { yes: 2, no: 0, variants: { blue: 2 } },
      on: { yes: 1, no: 0, variants: { disabled: 1 } },
      offWithVariants: { yes: 0, no: 1, variants: { disabled: 1 } },
    });
  });

  test('for unknown flags with the fallback’s name', async () => {
    const counts = await countsAfter((client) => {
      client.getVariant('unknown');
      client.getVariant('unknown', {}, { name: 'plan-b', enabled: true });
      client.getVariant('unknown', {}, { name: 'plan-b', enabled: true, feature_enabled: true });
    });
    expect(counts).toEqual({ unknown: { yes: 1, no: 2, variants: { disabled: 1, 'plan-b': 2 } } });
  });
});

describe('evaluate counts once like both (rule 29)', () => {
  test('for flags that are known and unknown', async () => {
    const counts = await countsAfter((client) => {
      client.evaluate('colours');
      client.evaluate('off');
      client.evaluate('unknown', {}, true);
    });
    expect(counts).toEqual({
      colours: { yes: 1, no: 0, variants: { blue: 1 } },
      off: { yes: 0, no: 1, variants: { disabled: 1 } },
      unknown: { yes: 1, no: 0, variants: { disabled: 1 } },
    });
  });
});

test('evaluateAll, explain and featureDefinitions count nothing (rule 29)', async () => {
  const counts = await countsAfter((client) => {
    client.evaluateAll();
    client.explain('child');
    client.explain('unknown');
    client.featureDefinitions();
  });
  expect(counts).toEqual({});
});

test.each(['__proto__', 'constructor', 'toString', '', 'a "quoted" flag\n', '旗'])(
  'a flag may be called %j (rule 28)',
  async (name) => {
    const bootstrap = {
      features: [{ name, enabled: true, strategies: [], variants: [{ name, weight: 1 }] }],
    };
    const { server, connection } = await startTestServer({ flags: {} });
    const { client, log } = createTestClient({ ...connection, disableMetrics: false, bootstrap });
    client.isEnabled(name);
    expect(log.lines).toEqual([expect.stringContaining('before initialize() was called')]);
    client.getVariant(name);
    await client.initialize();
    // The server's flags are none: from now on it is a name that is unknown.
    client.isEnabled(name);
    await client.flushMetrics();
    const sum = sumUsage(server.metrics);
    expect([...sum.keys()]).toEqual([name]);
    expect(sum.get(name)).toMatchObject({ yes: 2, no: 1 });
    expect(Object.entries(sum.get(name)?.variants ?? {})).toEqual([[name, 1]]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

test.each([undefined, null, 7, Symbol('s'), {}])(
  'a name that is %s is answered and not counted',
  async (name) => {
    const counts = await countsAfter((client) => {
      expect(client.isEnabled(name as never)).toBe(false);
      expect(client.getVariant(name as never).enabled).toBe(false);
      expect(client.evaluate(name as never).enabled).toBe(false);
    });
    expect(counts).toEqual({});
  },
);

test('more unknown names than can be counted are told once', async () => {
  const { server, connection } = await startTestServer();
  const { client, log } = createTestClient({ ...connection, disableMetrics: false });
  await client.initialize();
  for (let index = 0; index < 10_500; index += 1) client.isEnabled(`unknown ${index}`);
  expect(log.lines).toEqual([
    'warn: [unleash] more than 10000 names, the limit unknownNames, were asked for that are no flags; the rest is not counted',
  ]);
  await client.flushMetrics();
  expect(sumUsage(server.metrics).size).toBe(10_000);
});
