import { startRedis } from '@unleash-client/redis-server';
import { describe, expect, test } from 'vitest';
import { runFleet } from './run-fleet';
import { summarize } from './summarize';
import { createTempFolder } from './temp-folder';

const small = { members: 4, intervalMs: 1000, runMs: 4000, changes: 4, kills: 1, onStep: () => undefined };

const check = async (cache: string) => {
  const result = await runFleet({ ...small, cache });
  process.stdout.write(
    `a change reaches the others: ${summarize(result.spreadMs, ' ms')}; next poll after a kill: ${summarize(result.takeoverMs, ' ms')}\n`,
  );
  expect(result).toMatchObject({
    overlaps: [],
    staleWrites: { stored: 0 },
    resumedHasNewest: true,
  });
  // One poll may fall on either side of the moments between which they are counted.
  expect(result.requests).toBeLessThanOrEqual(result.requestsOfOne + 2);
  expect(result.leases).toBeGreaterThan(10);
  for (const ms of result.takeoverMs) expect(ms).toBeLessThanOrEqual(2 * small.intervalMs + 500);
};

describe('a fleet polls once, has one poller at a time, and survives its loss', () => {
  test('over Redis', async () => {
    const redis = await startRedis();
    try {
      await check(redis.url);
    } finally {
      await redis.stop();
    }
  }, 60_000);

  test('over a folder', async () => {
    using folder = createTempFolder();
    await check(folder.path);
  }, 60_000);
});
