import { expect, test, vi } from 'vitest';
import { createAdminApi } from './admin-api';
import { createTestClient } from './client/create-test-client';
import { serverUrl } from './server-url';

const admin = createAdminApi(serverUrl());
const EVALUATIONS = 10_000;
/** The server writes usage every few seconds, and applications every twenty. */
const wait = { timeout: 50_000, interval: 500 };

test('every evaluation is counted once by the server, by flag, answer and variant', async () => {
  const appName = 'e2e-usage';
  const client = createTestClient({ appName, metricsInterval: 0 });
  await client.initialize();

  const told = { yes: 0, no: 0, variants: new Map<string, number>() };
  for (let user = 0; user < EVALUATIONS / 2; user += 1) {
    if (client.isEnabled('rollout.userId.50', { userId: `user-${user}` })) told.yes += 1;
    else told.no += 1;
    const { name } = client.getVariant('variant.strategy.userId', { userId: `user-${user}` });
    told.variants.set(name, (told.variants.get(name) ?? 0) + 1);
    // Two reports, so that the server has to add them up.
    if (user === 1000) await client.flushMetrics();
  }
  await client.destroy();

  await vi.waitFor(async () => {
    const sumOf = async (flag: string) => {
      const rows = (await admin.usageOf(flag)).filter((row) => row.appName === appName);
      const variants = new Map<string, number>();
      for (const row of rows) {
        expect(row.environment).toBe('development');
        for (const [name, times] of Object.entries(row.variants ?? {})) {
          if (times > 0) variants.set(name, (variants.get(name) ?? 0) + times);
        }
      }
      const total = (key: 'yes' | 'no') => rows.reduce((sum, row) => sum + row[key], 0);
      return { yes: total('yes'), no: total('no'), variants };
    };
    expect(await sumOf('rollout.userId.50')).toEqual({ yes: told.yes, no: told.no, variants: new Map() });
    expect(await sumOf('variant.strategy.userId')).toEqual({
      yes: EVALUATIONS / 2,
      no: 0,
      variants: told.variants,
    });
  }, wait);
  expect(told.yes + told.no).toBe(EVALUATIONS / 2);
});

test('the application is registered with its instance, its SDK and its strategies', async () => {
  const appName = 'e2e-registered';
  const client = createTestClient({
    appName,
    instanceId: 'e2e-instance',
    customStrategies: { Weekend: { apply: () => true } },
  });
  const registered = new Promise((resolve) => client.once('registered', resolve));
  await client.initialize();
  await registered;
  client.isEnabled('strategy.default');
  await client.flushMetrics();

  await vi.waitFor(async () => {
    const application = await admin.application(appName);
    expect(application?.instances).toMatchObject([
      { instanceId: 'e2e-instance', sdkVersion: expect.stringMatching(/^unleash-client:\d+\.\d+\.\d+$/) },
    ]);
  }, wait);
});

test('an impact counter is visible on the server, with the environment of the token', async () => {
  const client = createTestClient({ appName: 'e2e-impact', metricsInterval: 0 });
  await client.initialize();
  client.impactMetrics.defineCounter('e2e_purchases', 'Purchases made by the end-to-end test');
  for (let purchase = 0; purchase < 3; purchase += 1) client.impactMetrics.incrementCounter('e2e_purchases');
  client.impactMetrics.incrementCounter('e2e_purchases', 4, { plan: 'pro "gold"' });
  await client.flushMetrics();

  await vi.waitFor(async () => {
    const response = await fetch(`${serverUrl()}/internal-backstage/impact/metrics`);
    const lines = (await response.text()).split('\n').filter((line) => line.includes('e2e_purchases{'));
    expect(lines.map((line) => Number(line.split(' ').at(-1))).sort()).toEqual([3, 4]);
    expect(lines.every((line) => line.includes('environment="development"'))).toBe(true);
  }, wait);
});
