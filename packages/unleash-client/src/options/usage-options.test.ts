import type { UsageReport } from '@unleash-client/metrics';
import { describe, expect, test, vi } from 'vitest';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { sumUsage } from '../testing/sum-usage.testing';
import type { UnleashOptions } from './unleash-options';

/** A started client of a server, with usage reported unless told otherwise. */
async function start(options: Partial<UnleashOptions> = {}) {
  const { server, connection } = await startTestServer();
  const scheduler = createManualScheduler();
  const made = createTestClient({
    ...connection,
    scheduler,
    disableMetrics: false,
    refreshInterval: 0,
    ...options,
  });
  await made.client.initialize();
  return { ...made, server, scheduler };
}

describe('metricsInterval', () => {
  test('is the time between two reports', async () => {
    const { client, server, scheduler } = await start({ metricsInterval: 7000, metricsJitter: 0 });
    expect(scheduler.delays).toEqual([7000]);
    client.isEnabled('on');
    scheduler.advance(7000);
    await vi.waitFor(() => expect(server.metrics).toHaveLength(1));
    await vi.waitFor(() => expect(scheduler.delays).toEqual([7000]));
  });

  test('of 0 leaves reports to flushMetrics and destroy', async () => {
    const { client, server, scheduler } = await start({ metricsInterval: 0 });
    expect(scheduler.delays).toEqual([]);
    client.isEnabled('on');
    await client.flushMetrics();
    client.isEnabled('on');
    await client.destroy();
    expect(server.metrics).toHaveLength(2);
  });
});

describe('metricsJitter', () => {
  test('is added to the interval', async () => {
    const { scheduler } = await start({ metricsInterval: 10_000, metricsJitter: 5000 });
    const [delay = 0] = scheduler.delays;
    expect(delay).toBeGreaterThanOrEqual(10_000);
    expect(delay).toBeLessThanOrEqual(15_000);
  });
});

describe('disableMetrics', () => {
  test('counts and reports nothing', async () => {
    const { client, server, scheduler } = await start({ disableMetrics: true });
    expect(scheduler.delays).toEqual([]);
    client.isEnabled('on');
    await client.flushMetrics();
    await client.destroy();
    expect(server.metrics).toEqual([]);
  });
});

describe('disableRegistration', () => {
  test('keeps the client to itself; without it the server knows its name, SDK and strategies', async () => {
    const quiet = await start({ disableRegistration: true });
    const customStrategies = { Weekend: { apply: () => true } };
    const known = await start({ disableRegistration: false, customStrategies });
    await vi.waitFor(() => expect(known.server.registrations).toHaveLength(1));
    expect(known.server.registrations[0]).toMatchObject({
      appName: 'test-app',
      sdkVersion: expect.stringMatching(/^unleash-client:\d/),
      strategies: expect.arrayContaining(['flexibleRollout', 'Weekend']),
    });
    expect(known.eventsOf('registered')).toHaveLength(1);
    expect(quiet.server.registrations).toEqual([]);
  });
});

describe('metricsExporter', () => {
  test('takes the reports in place of the server', async () => {
    const reports: UsageReport[] = [];
    const metricsExporter = {
      export: async (report: UsageReport) => {
        reports.push(report);
        return {};
      },
    };
    const { client, server } = await start({ metricsExporter });
    client.isEnabled('on');
    client.isEnabled('on');
    await client.flushMetrics();
    expect(reports.map(({ usage }) => usage?.flags)).toEqual([
      [['on', { yes: 2, no: 0, variants: new Map() }]],
    ]);
    expect(server.metrics).toEqual([]);
  });

  test('that never settles has the time of a request; its report is kept', async () => {
    let isStuck = true;
    const reports: UsageReport[] = [];
    const metricsExporter = {
      export: (report: UsageReport) => {
        reports.push(report);
        return isStuck ? new Promise<never>(() => undefined) : Promise.resolve({});
      },
    };
    const { client, scheduler, log } = await start({
      metricsExporter,
      metricsInterval: 0,
      requestTimeout: 2000,
    });
    client.isEnabled('on');
    const flushed = client.flushMetrics();
    await vi.waitFor(() => expect(reports).toHaveLength(1));
    scheduler.advance(2000);
    await flushed;
    expect(log.lines).toEqual([
      'error: [unleash] the exporter of usage failed: it did not settle within 2000 ms',
    ]);
    isStuck = false;
    await client.flushMetrics();
    expect(reports.at(-1)?.usage?.flags).toEqual([['on', { yes: 1, no: 0, variants: new Map() }]]);
  });
});

test('10,000 evaluations arrive as 10,000, across new versions of the flags', async () => {
  const { client, server } = await start({ metricsInterval: 0 });
  for (let count = 0; count < 10_000; count += 1) {
    client.isEnabled('on', { userId: `${count}` });
    if (count % 2500 === 0) {
      server.updateFlag('on', { description: `version ${count}` });
      await client.refresh();
      if (count % 5000 === 0) await client.flushMetrics();
    }
  }
  await client.destroy();
  expect(sumUsage(server.metrics).get('on')).toEqual({ yes: 10_000, no: 0, variants: {} });
});

test('nothing is sent when nothing was counted, however often somebody flushes', async () => {
  const { client, server, scheduler } = await start({ metricsInterval: 7000, metricsJitter: 0 });
  for (let times = 0; times < 5; times += 1) await client.flushMetrics();
  expect(server.metrics).toEqual([]);
  expect(scheduler.delays).toEqual([7000]);
});
