import { expect, test } from 'vitest';
import { post, useDevServer } from '../../testing/use-dev-server';

const start = useDevServer();

test('keeps what clients post, in its order', async () => {
  const running = await start();
  const registration = { appName: 'shop', instanceId: 'i', strategies: ['default'], interval: 15_000 };
  const bucket = {
    start: '2026-01-01T00:00:00Z',
    stop: '2026-01-01T00:01:00Z',
    toggles: { beta: { yes: 2, no: 1 } },
  };
  const registered = await post(running, '/client/register', JSON.stringify(registration));
  expect([registered.status, await registered.text()]).toEqual([202, '']);
  expect((await post(running, '/client/metrics', JSON.stringify({ appName: 'shop', bucket }))).status).toBe(
    202,
  );
  const impact = { appName: 'shop', bucket: null, impactMetrics: [] };
  expect((await post(running, '/client/metrics', JSON.stringify(impact))).status).toBe(202);
  expect(running.registrations).toEqual([registration]);
  expect(running.metrics).toEqual([{ appName: 'shop', bucket }, impact]);
  expect(running.metrics[0]?.bucket?.toggles.beta?.yes).toBe(2);
});

test.each([
  ['', {}],
  ['/start', { stop: '2026-01-01', toggles: {} }],
  ['/stop', { start: '2026-01-01', stop: 'soon', toggles: {} }],
  ['/toggles', { start: '2026-01-01', stop: '2026-01-01' }],
  ['/toggles/a', { start: '2026-01-01', stop: '2026-01-01', toggles: { a: { yes: -1, no: 0 } } }],
])('refuses a bucket for its %j', async (path, bucket) => {
  const running = await start();
  const body = JSON.stringify({ appName: 'shop', ...(path !== '' && { bucket }) });
  const response = await post(running, '/client/metrics', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ details: [{ path: `/body/bucket${path}` }] });
});
