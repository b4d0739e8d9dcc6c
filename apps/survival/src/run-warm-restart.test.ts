import { expect, test } from 'vitest';
import { runWarmRestart } from './run-warm-restart';
import { summarize } from './summarize';

test('a restart has its flags from the cache without a server, and with one its first request is answered 304', async () => {
  const { readyMs, isFromCache, statuses } = await runWarmRestart(3);
  process.stdout.write(`ready from the cache: ${summarize(readyMs, ' ms')}\n`);
  expect({ isFromCache, statuses }).toEqual({ isFromCache: true, statuses: [304, 304, 304] });
  expect(readyMs).toHaveLength(3);
}, 60_000);
