import { type HttpClient, UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { startPolling } from '../testing/start-polling.testing';

const DOWN = new UnleashError('UNAVAILABLE', 'connect ECONNREFUSED');
const NOW_V1 = { text: 'v1', headers: { etag: '"1"' } };

describe('polling', () => {
  test('fetches at once and then once per interval', async () => {
    const http = scriptedHttp({ text: 'v1' }, { text: 'v2' }, { text: 'v3' });
    const polling = startPolling(http);
    expect(http.requests).toHaveLength(1);
    expect(await polling.polls(2)).toEqual([1000, 1000]);
    expect(polling.observer.heard).toEqual(['v1', 'v2', 'v3']);
    expect(polling.scheduler.pending).toEqual([1000]);
  });

  test('tells the server its filters and its interval', async () => {
    const http = scriptedHttp(NOW_V1);
    const query = [['project', 'web']] as const;
    const polling = startPolling(http, { query });
    await polling.settled();
    expect(http.requests[0]).toMatchObject({
      method: 'GET',
      path: 'client/features',
      query,
      intervalMs: 1000,
    });
    expect(polling.observer.snapshots[0]).toEqual({
      kind: 'full',
      text: 'v1',
      etag: '"1"',
      endpoint: 'http://unleash.invalid/api/client/features?project=web',
    });
  });

  test('adds jitter to each interval', async () => {
    const chances = [0.1, 0.9];
    const polling = startPolling(scriptedHttp({}), { jitterMs: 500, random: () => chances.shift() ?? 0 });
    expect(await polling.polls(3)).toEqual([1050, 1450, 1000]);
  });

  test('with an interval of 0 fetches once, and again only when it is told to', async () => {
    const http = scriptedHttp({ text: 'v1' }, { text: 'v2' });
    const { running, scheduler, observer, settled } = startPolling(http, { intervalMs: 0 });
    await settled();
    expect(scheduler.pending).toEqual([]);
    expect(http.requests[0]?.intervalMs).toBeUndefined();
    await running.refresh();
    expect(observer.heard).toEqual(['v1', 'v2']);
    expect(scheduler.pending).toEqual([]);
  });
});

describe('a first fetch that fails', () => {
  test('is repeated within seconds, and the normal cadence follows', async () => {
    const polling = startPolling(scriptedHttp(DOWN), { retries: 3, intervalMs: 15_000 });
    expect(await polling.polls(5)).toEqual([500, 500, 500, 15_000, 15_000]);
    expect(polling.observer.heard).toHaveLength(6);
  });

  test('counts as one failure of the backoff, however often it was tried', async () => {
    const polling = startPolling(scriptedHttp(DOWN), { retries: 3, random: () => 1 });
    expect(await polling.polls(5)).toEqual([2000, 2000, 2000, 3000, 5000]);
  });

  test('is not repeated quickly once any fetch has succeeded', async () => {
    const polling = startPolling(scriptedHttp(DOWN, {}, DOWN), { retries: 3 });
    expect(await polling.polls(3)).toEqual([500, 1000, 1000]);
  });

  test('is not repeated quickly after 401 and 403', async () => {
    for (const status of [401, 403]) {
      const polling = startPolling(scriptedHttp({ status }), { retries: 3 });
      expect(await polling.polls(2)).toEqual([10_000, 10_000]);
      expect(polling.observer.heard).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED', 'UNAUTHORIZED']);
    }
  });

  test('is repeated without an interval as well, and then given up', async () => {
    const polling = startPolling(scriptedHttp(DOWN), { retries: 2, intervalMs: 0 });
    expect(await polling.polls(2)).toEqual([500, 500]);
    expect(polling.scheduler.pending).toEqual([]);
  });
});

describe('after a failure', () => {
  test('the next poll waits longer each time, and one success restores the cadence', async () => {
    const polling = startPolling(scriptedHttp({}, DOWN, DOWN, DOWN, DOWN, {}, DOWN), { random: () => 1 });
    expect(await polling.polls(7)).toEqual([1000, 3000, 5000, 9000, 10_000, 1000, 3000]);
  });

  test('each failing fetch is one fault, of any status', async () => {
    const statuses = [404, 408, 429, 500, 503, 400, 418, 302].map((status) => ({ status }));
    const polling = startPolling(scriptedHttp({}, ...statuses));
    await polling.polls(8);
    expect(polling.observer.faults.map((error) => error.status)).toEqual(
      statuses.map(({ status }) => status),
    );
    expect(polling.observer.faults.every((error) => error.code === 'UNAVAILABLE')).toBe(true);
  });

  test('a fault says when the next fetch comes, or that none does', async () => {
    const polling = startPolling(scriptedHttp(DOWN, DOWN, DOWN), { retries: 1, random: () => 1 });
    await polling.polls(2);
    expect(polling.observer.retries).toEqual([2000, 3000, 5000]);

    const once = startPolling(scriptedHttp(DOWN), { intervalMs: 0 });
    await once.settled();
    expect(once.observer.retries).toEqual([undefined]);
  });

  test('Retry-After is obeyed, in seconds and as a date', async () => {
    const date = 'Thu, 01 Jan 1970 00:01:00 GMT';
    const http = scriptedHttp(
      {},
      ...['30', date].map((when) => ({ status: 429, headers: { 'retry-after': when } })),
    );
    expect(await startPolling(http, { now: () => 10_000 }).polls(3)).toEqual([1000, 30_000, 50_000]);
  });

  test('what a client of somebody else throws is a fault as well', async () => {
    const http: HttpClient = {
      ...scriptedHttp({}),
      request: () => Promise.reject(new TypeError('no idea')),
    };
    const polling = startPolling(http);
    expect(await polling.polls(1)).toEqual([1000]);
    expect(polling.observer.faults[0]).toMatchObject({
      code: 'UNAVAILABLE',
      message: 'fetching flags failed: no idea',
    });
  });
});
