import { describe, expect, test } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from '../testing/create-test-client.testing';
import { startUsageServer } from '../testing/start-usage-server.testing';

/** A started client, and the impact metrics that its server has got. */
async function start(options: Partial<UnleashOptions> = {}) {
  const server = await startUsageServer({ metrics: (index) => (index === 0 ? firstAnswer : undefined) });
  let firstAnswer = { status: 202 };
  const made = createTestClient({ url: server.url, disableMetrics: false, refreshInterval: 0, ...options });
  await made.client.initialize();
  const { impactMetrics } = made.client;
  impactMetrics.defineCounter('orders', 'Orders that were placed');
  return {
    ...made,
    server,
    impactMetrics,
    failFirst: () => {
      firstAnswer = { status: 503 };
    },
    received: () => server.taken.flatMap((report) => report.impactMetrics as object[]),
  };
}

describe('impact metrics arrive', () => {
  test('of all three types, without any usage', async () => {
    const { client, impactMetrics, received, server } = await start();
    impactMetrics.incrementCounter('orders', 3, { country: 'no' });
    impactMetrics.defineGauge('carts', 'Open carts');
    impactMetrics.updateGauge('carts', 7);
    impactMetrics.defineHistogram('latency', 'Seconds', [1, 2]);
    impactMetrics.observeHistogram('latency', 1.5);
    await client.flushMetrics();
    const labels = { appName: 'test-app', environment: 'default' };
    expect(server.taken[0]?.bucket).toBeNull();
    expect(received()).toMatchObject([
      { name: 'orders', type: 'counter', samples: [{ value: 3, labels: { ...labels, country: 'no' } }] },
      { name: 'carts', type: 'gauge', samples: [{ value: 7, labels }] },
      { name: 'latency', type: 'histogram', samples: [{ count: 1, sum: 1.5, labels }] },
    ]);
  });

  test('after a report that failed, with what came meanwhile', async () => {
    const { client, impactMetrics, received, log, failFirst } = await start();
    failFirst();
    impactMetrics.incrementCounter('orders', 3);
    await client.flushMetrics();
    expect(log.lines).toHaveLength(1);
    impactMetrics.incrementCounter('orders', 4);
    await client.destroy();
    expect(received()).toMatchObject([{ name: 'orders', samples: [{ value: 7 }] }]);
  });

  test('not where metrics are disabled, and nothing throws', async () => {
    const { client, impactMetrics, server } = await start({ disableMetrics: true });
    impactMetrics.incrementCounter('orders');
    await client.destroy();
    expect(server.requests.metrics).toEqual([]);
  });

  test('not where they are used wrongly, which is told once', async () => {
    const { client, impactMetrics, server, eventsOf, log } = await start();
    for (let times = 0; times < 3; times += 1) {
      impactMetrics.incrementCounter('undefined-yet');
      impactMetrics.incrementCounter('orders', -1);
    }
    await client.flushMetrics();
    expect(server.taken).toEqual([]);
    expect(eventsOf('warn').map(({ kind }) => kind)).toEqual(['impact-metric', 'impact-metric']);
    expect(log.lines).toHaveLength(2);
  });
});

describe('the environment label of impact metrics', () => {
  const environmentOf = async (options: Partial<UnleashOptions>) => {
    const { client, impactMetrics, received } = await start(options);
    impactMetrics.incrementCounter('orders');
    await client.flushMetrics();
    const [metric] = received() as { samples: { labels: Record<string, string> }[] }[];
    return metric?.samples[0]?.labels.environment;
  };

  test.each([
    ['is that of the token', { Authorization: 'default:production.secret' }, 'production'],
    ['is found whatever the case of the header', { authorization: ' *:staging.a.b ' }, 'staging'],
    ['is that of the options for another kind of token', { Authorization: 'secret' }, 'of-options'],
  ])('%s', async (_, customHeaders, environment) => {
    expect(await environmentOf({ customHeaders, environment: 'of-options' })).toBe(environment);
  });

  test('is that of the token that a function made last', async () => {
    const environments = ['before', 'after'];
    const customHeaders = async () => ({
      Authorization: `default:${environments.shift() ?? 'later'}.secret`,
    });
    expect(await environmentOf({ customHeaders })).toBe('before');
    expect(environments).toEqual([]);
  });

  test('is "default" where neither says anything', async () => {
    expect(await environmentOf({})).toBe('default');
  });
});
