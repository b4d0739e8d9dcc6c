import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { runProgram } from '../testing/run-program.testing';
import { startUsageServer } from '../testing/start-usage-server.testing';

const timed = async (task: () => Promise<unknown>) => {
  const started = performance.now();
  await task();
  return performance.now() - started;
};

describe('destroy', () => {
  test('delivers what is counted, and not with flush: false', async () => {
    const server = await startUsageServer();
    for (const flush of [true, false]) {
      const { client } = createTestClient({ url: server.url, disableMetrics: false });
      await client.initialize();
      client.isEnabled('on');
      await client.destroy({ flush });
    }
    expect(server.taken.map(({ bucket }) => bucket?.toggles.on?.yes)).toEqual([1]);
  });

  test('waits no longer for a silent endpoint than it is told', async () => {
    const server = await startUsageServer({ metrics: () => 'hang' });
    const { client, log } = createTestClient({ url: server.url, disableMetrics: false });
    await client.initialize();
    client.isEnabled('on');
    expect(await timed(() => client.destroy({ timeoutMs: 300 }))).toBeLessThan(1000);
    expect(server.requests.metrics).toHaveLength(1);
    expect(log.lines).toEqual([]);
  });

  test('waits for no report when nothing is counted', async () => {
    const server = await startUsageServer({ metrics: () => 'hang', register: () => 'hang' });
    const { client } = createTestClient({
      url: server.url,
      disableMetrics: false,
      disableRegistration: false,
    });
    expect((await client.initialize()).source).toBe('server');
    expect(await timed(() => client.destroy())).toBeLessThan(1000);
  });

  test('refuses wrong options and stays to be called', async () => {
    const { client } = createTestClient();
    await expect(client.destroy({ timeout: 5 } as object)).rejects.toThrow(
      'destroy has no option timeout; its options are flush, timeoutMs',
    );
    await expect(client.destroy({ timeoutMs: -1 })).rejects.toThrow(/^timeoutMs must be/);
    await expect(client.initialize({ timeout: 5 } as object)).rejects.toThrow(
      'initialize has no option timeout; its options are timeoutMs, fetchToggles',
    );
    await client.destroy();
  });
});

describe('a process that destroys its client while requests hang', () => {
  test.each([
    ['the flags, nothing counted', 'features', 'client.refresh();', 1000],
    ['a report of usage', 'metrics', "client.isEnabled('on'); client.flushMetrics();", 3000],
    ['the registration', 'register', '', 1000],
  ] as const)('%s: settles in time, ends by itself', async (what, route, task, limitMs) => {
    const server = await startUsageServer({
      [route]: (index: number) => (route === 'features' && index === 0 ? undefined : 'hang'),
    });
    const { result } = runProgram(`
      import { startUnleash } from 'unleash-client';
      const client = await startUnleash({ url: '${server.url}', appName: 'hanging', logLevel: 'silent' });
      void ${task || 'client;'}
      await new Promise((resolve) => setTimeout(resolve, 100));
      const started = performance.now();
      await client.destroy();
      process.stdout.write(String(Math.round(performance.now() - started)) + ' ' + Date.now());`);
    const { code, output, errors } = await result;
    const [settledMs = Number.NaN, settledAt = Number.NaN] = output.split(' ').map(Number);
    const livedOnMs = Date.now() - settledAt;
    process.stdout.write(
      `destroy() while ${what} hangs: code ${code}, ${settledMs} ms, lived on ${livedOnMs} ms\n`,
    );
    expect([code, errors]).toEqual([0, '']);
    expect(settledMs).toBeLessThan(limitMs);
    expect(livedOnMs).toBeLessThan(1000);
  });
});

test('flushMetrics in a listener to its own failure is no storm', async () => {
  const server = await startUsageServer({ metrics: () => ({ status: 503 }) });
  const { client } = createTestClient({ url: server.url, disableMetrics: false });
  await client.initialize();
  client.on('error', () => void client.flushMetrics());
  client.isEnabled('on');
  await client.flushMetrics();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.requests.metrics).toHaveLength(1);
});

test('a token that only metrics refuse hides no later refusal of the flags', async () => {
  let isRefused = false;
  const server = await startUsageServer({
    metrics: () => ({ status: 401 }),
    features: () => (isRefused ? { status: 401 } : undefined),
  });
  const { client, eventsOf, log } = createTestClient({
    url: server.url,
    disableMetrics: false,
    refreshInterval: 0,
  });
  await client.initialize();
  client.isEnabled('on');
  await client.flushMetrics();
  await client.flushMetrics();
  await client.refresh();
  isRefused = true;
  await client.refresh();
  await client.refresh();
  expect(eventsOf('error').map(({ error }) => error.message.split(' failed')[0])).toEqual([
    'reporting usage',
    'fetching flags',
  ]);
  expect(log.lines).toHaveLength(1);
});
