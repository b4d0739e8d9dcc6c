import type { UnleashError } from '@unleash-client/http';
import { describe, expect, test, vi } from 'vitest';
import type { CollectedMetric } from '../impact/sample';
import { startScriptedServer, startServer, type TestServer } from '../start-server.testing';
import { counted, IDENTITY, sumImpact, sumUsage } from './sum-reports.testing';
import { createUnleashExporter, type UnleashExporterOptions } from './unleash-exporter';
import type { UsageReport } from './usage-exporter';

const METRIC: CollectedMetric = {
  name: 'm',
  help: 'h',
  type: 'counter',
  samples: [{ labels: {}, value: 3 }],
};
const usageOf = (...names: string[]) => ({
  start: 0,
  stop: 60_000,
  flags: names.map((name) => [name, counted(1, 2, { blue: 1 })] as const),
});
const manyFlags = (count: number) => usageOf(...Array.from({ length: count }, (_, n) => `flag-number-${n}`));

const setUp = (server: TestServer, options: Partial<UnleashExporterOptions> = {}) => {
  const sent: string[] = [];
  const dropped: UnleashError[] = [];
  const exporter = createUnleashExporter({
    http: server.client({ timeoutMs: 5000 }),
    identity: IDENTITY,
    intervalMs: 60_000,
    now: () => 0,
    onSent: (body) => sent.push(body),
    onDropped: (error) => dropped.push(error),
    ...options,
  });
  const run = (report: UsageReport | undefined, signal = new AbortController().signal) =>
    exporter.export(report ?? { impact: [] }, signal);
  return { run, sent, dropped };
};

describe('an answer', () => {
  test.each([200, 202, 204])('of %i means that the report has arrived', async (status) => {
    const server = await startScriptedServer({ status });
    const { run, sent, dropped } = setUp(server);
    expect(await run({ usage: usageOf('a'), impact: [METRIC] })).toEqual({});
    expect(sent).toEqual(server.bodies);
    expect(sumUsage(sent)).toEqual(new Map(usageOf('a').flags));
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/api/client/metrics' });
    expect(server.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'unleash-interval': '60000',
    });
    expect(dropped).toEqual([]);
  });

  test.each([
    [401, 'UNAUTHORIZED'],
    [403, 'UNAUTHORIZED'],
    [404, 'UNAVAILABLE'],
    [408, 'UNAVAILABLE'],
    [418, 'UNAVAILABLE'],
    [429, 'UNAVAILABLE'],
    [500, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
  ])('of %i means that everything is kept', async (status, code) => {
    const server = await startScriptedServer({ status, headers: { 'retry-after': '7' } });
    const { run, sent, dropped } = setUp(server);
    const report = { usage: usageOf('a', 'b'), impact: [METRIC] };
    const { undelivered, error } = await run(report);
    expect(undelivered).toEqual(report);
    expect(error).toMatchObject({ code, status, retryAfterMs: 7000 });
    expect(error?.message).toContain(`reporting usage failed: the server answered ${status}`);
    expect([sent, dropped, server.requests.length]).toEqual([[], [], 1]);
  });

  test('of 400 means that the report is dropped, and said to be', async () => {
    const server = await startScriptedServer({ status: 400 });
    const { run, dropped } = setUp(server);
    expect(await run({ usage: usageOf('a', 'b'), impact: [] })).toEqual({});
    expect(dropped.map(({ message, status }) => [message, status])).toEqual([
      ['reporting usage failed: the server answered 400; dropped: usage of 2 flags', 400],
    ]);
  });

  test('of 413 means that the report is split until it fits', async () => {
    const server = await startServer((body) => ({ status: (body?.length ?? 0) > 10_000 ? 413 : 202 }));
    const { run, sent, dropped } = setUp(server);
    expect(await run({ usage: manyFlags(3000), impact: [METRIC] })).toEqual({});
    expect(sumUsage(server.taken)).toEqual(new Map(manyFlags(3000).flags));
    expect(sumImpact(server.taken)).toEqual(new Map([['m {}', 3]]));
    expect(sent).toEqual(server.taken);
    expect(dropped).toEqual([]);
  });

  test('of 413 to everything costs a bounded number of requests', async () => {
    const server = await startScriptedServer({ status: 413 });
    const { run, dropped } = setUp(server);
    expect(await run({ usage: manyFlags(1000), impact: [] })).toEqual({});
    const lost = dropped.map(({ message }) => Number(/usage of (\d+) flags?/.exec(message)?.[1]));
    expect(lost.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(server.requests.length).toBeLessThan(600);
  });
});

describe('no answer', () => {
  test.each(['hang', 'reset before reading', 'reset after reading'] as const)(
    'means that everything is kept (%s)',
    async (reply) => {
      const server = await startScriptedServer(reply);
      const { run } = setUp(server, { http: server.client({ timeoutMs: reply === 'hang' ? 50 : 5000 }) });
      const report = { usage: usageOf('a'), impact: [METRIC] };
      const { undelivered, error } = await run(report);
      expect(undelivered).toEqual(report);
      expect(error?.code).toBe(reply === 'hang' ? 'TIMEOUT' : 'UNAVAILABLE');
    },
  );

  test('before it is aborted means that everything is kept', async () => {
    const server = await startScriptedServer('hang');
    const controller = new AbortController();
    const report = { usage: usageOf('a'), impact: [METRIC] };
    const arrival = server.arrival();
    const exporting = setUp(server).run(report, controller.signal);
    await arrival;
    controller.abort();
    expect(await exporting).toMatchObject({ undelivered: report, error: { code: 'ABORTED' } });
  });

  test('to the third report means that the first two are not sent again', async () => {
    const server = await startScriptedServer(
      { status: 202 },
      { status: 202 },
      { status: 503 },
      { status: 202 },
    );
    const { run } = setUp(server);
    const first = await run({ usage: manyFlags(5000), impact: [METRIC] });
    expect(first.error?.status).toBe(503);
    expect(first.undelivered?.impact).toEqual([]);
    expect(await run(first.undelivered)).toEqual({});
    expect(sumUsage(server.taken)).toEqual(new Map(manyFlags(5000).flags));
    expect(sumImpact(server.taken)).toEqual(new Map([['m {}', 3]]));
  });

  test('to a part of a report that was too large means that the other parts are not sent again', async () => {
    const server = await startScriptedServer({ status: 413 }, { status: 202 }, 'reset after reading', {
      status: 202,
    });
    const { run } = setUp(server);
    const { undelivered } = await run({ usage: manyFlags(100), impact: [] });
    await run(undelivered);
    expect(sumUsage(server.taken)).toEqual(new Map(manyFlags(100).flags));
  });
});

describe('impact metrics', () => {
  test('that are refused hold back no usage, and cost no second count of it', async () => {
    const server = await startServer((body) => ({ status: body?.includes('impactMetrics') ? 400 : 202 }));
    const { run, dropped } = setUp(server);
    expect(await run({ usage: usageOf('a'), impact: [METRIC] })).toEqual({});
    expect(server.requests).toHaveLength(3);
    expect(sumUsage(server.taken)).toEqual(new Map(usageOf('a').flags));
    expect(dropped.map(({ message }) => message)).toEqual([
      'reporting usage failed: the server answered 400; dropped: 1 impact metric',
    ]);
  });

  test('survive usage that is refused', async () => {
    const server = await startServer((body) => ({ status: body?.includes('"bad"') ? 400 : 202 }));
    const { run, dropped } = setUp(server);
    await run({ usage: usageOf('bad'), impact: [METRIC] });
    expect(sumImpact(server.taken)).toEqual(new Map([['m {}', 3]]));
    expect(dropped).toHaveLength(1);
  });

  test('that cannot be printed hold back neither usage nor the others', async () => {
    const server = await startScriptedServer({ status: 202 });
    const { run, dropped } = setUp(server);
    const labels = { toJSON: () => JSON.parse('nonsense') } as unknown as Record<string, string>;
    const bad = { ...METRIC, name: 'bad', samples: [{ labels, value: 1 }] } as CollectedMetric;
    expect(await run({ usage: usageOf('a'), impact: [bad, METRIC] })).toEqual({});
    expect(sumUsage(server.taken)).toEqual(new Map(usageOf('a').flags));
    expect(sumImpact(server.taken)).toEqual(new Map([['m {}', 3]]));
    expect(dropped[0]?.message).toMatch(/^an impact metric that cannot be printed is dropped: /);
  });

  test('beyond 95 kB travel in several reports', async () => {
    const server = await startScriptedServer({ status: 202 });
    const samples = Array.from({ length: 2000 }, (_, n) => ({
      labels: { shop: `número-${n}`.repeat(5) },
      value: 1,
    }));
    await setUp(server).run({ usage: manyFlags(1000), impact: [{ ...METRIC, samples }] as never });
    expect(server.bodies.length).toBeGreaterThan(2);
    expect(Math.max(...server.bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(95_000);
    expect(sumImpact(server.taken).size).toBe(2000);
  });
});

test('leaves out the interval where there is none', async () => {
  const server = await startScriptedServer({ status: 202 });
  await setUp(server, { intervalMs: 0 }).run({ usage: usageOf('a'), impact: [] });
  expect(server.requests[0]?.headers).not.toHaveProperty('unleash-interval');
});

test('keeps within 95 kB beside a long name of the application', async () => {
  const server = await startScriptedServer({ status: 202 });
  const identity = { ...IDENTITY, appName: 'é'.repeat(10_000) };
  await setUp(server, { identity }).run({ usage: manyFlags(3000), impact: [] });
  expect(Math.max(...server.bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(95_000);
});

test('sends nothing twice though a listener throws, and says so', async () => {
  const server = await startScriptedServer({ status: 202 });
  const onSent = vi.fn(() => {
    throw new Error('mine');
  });
  const { run } = setUp(server, { onSent });
  const result = await run({ usage: manyFlags(3000), impact: [] });
  expect(result.undelivered).toBeUndefined();
  expect(result.error).toMatchObject({
    code: 'LISTENER',
    message: 'a listener to reports of usage threw: mine',
  });
  expect(sumUsage(server.taken)).toEqual(new Map(manyFlags(3000).flags));
});
