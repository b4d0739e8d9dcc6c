import { expect, test } from 'vitest';
import { createManualScheduler } from '../testing/manual-scheduler.testing';
import { recordingObserver } from '../testing/recording-observer.testing';
import { type Answer, scriptedHttp } from '../testing/scripted-http.testing';
import { seeded } from '../testing/seeded.testing';
import { createPollingSource } from './create-polling-source';

/** Lets 50 clients with one clock poll until it shows `untilMs`; answers when each of them sent its requests. */
const runFleet = async (untilMs: number, answer: Answer): Promise<number[][]> => {
  const scheduler = createManualScheduler();
  const random = seeded(7);
  const clients = Array.from({ length: 50 }, () => {
    const times: number[] = [];
    const http = scriptedHttp(answer);
    const request: typeof http.request = (api) => {
      times.push(scheduler.nowMs);
      return http.request(api);
    };
    const options = { scheduler, random, now: () => 0, intervalMs: 15_000, jitterMs: 1500, retries: 0 };
    const running = createPollingSource({ http: { ...http, request }, ...options }).start(
      recordingObserver(),
    );
    return { running, times };
  });
  const settle = () =>
    Promise.all(
      clients.map(({ times, running }) => (times.at(-1) === scheduler.nowMs ? running.refresh() : undefined)),
    );
  await settle();
  while (scheduler.nowMs < untilMs) {
    scheduler.runNext();
    await settle();
  }
  return clients.map(({ times }) => times);
};

/** The most requests within any 100 ms. */
const crowd = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 100).length));

test('fifty clients that start together are spread from the second request on', async () => {
  const fleet = await runFleet(200_000, { status: 200, text: 'v1' });
  expect(crowd(fleet.map((times) => times[0] ?? Number.NaN))).toBe(50);
  for (let turn = 1; turn < 10; turn += 1) {
    expect(crowd(fleet.map((times) => times[turn] ?? Number.NaN))).toBeLessThanOrEqual(12);
  }
});

test('fifty clients send at most one request per interval each while the server answers 503', async () => {
  const fleet = await runFleet(600_000, { status: 503 });
  for (const times of fleet) {
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? Number.NaN));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15_000);
  }
});

test('fifty clients that are told one Retry-After do not come back together', async () => {
  const fleet = await runFleet(70_000, { status: 429, headers: { 'retry-after': '60' } });
  expect(crowd(fleet.map((times) => times[1] ?? Number.NaN))).toBeLessThanOrEqual(12);
  expect(Math.min(...fleet.map((times) => times[1] ?? Number.NaN))).toBeGreaterThanOrEqual(60_000);
});
