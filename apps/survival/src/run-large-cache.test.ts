import { startRedis } from '@unleash-client/redis-server';
import { expect, test } from 'vitest';
import { runLargeCache } from './run-large-cache';

test('ten thousand flags are stored as they came, and nobody prints them again', async () => {
  const redis = await startRedis();
  try {
    const { bytes, largePrints, stallMs, isVerbatim } = await runLargeCache(redis.url);
    process.stdout.write(`storing ${bytes} bytes blocks the event loop: ${JSON.stringify(stallMs)} ms\n`);
    expect({ largePrints, isVerbatim }).toEqual({ largePrints: 0, isVerbatim: true });
    expect(bytes).toBeGreaterThan(10_000_000);
  } finally {
    await redis.stop();
  }
}, 60_000);
