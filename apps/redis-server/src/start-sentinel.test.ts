import { expect, onTestFinished, test, vi } from 'vitest';
import { startSentinel } from './start-sentinel';

test('a Sentinel makes the replica the master when the master is gone', { timeout: 20_000 }, async () => {
  const { master, replica, stop } = await startSentinel();
  onTestFinished(stop);
  expect(await replica.command('role')).toMatch(/^slave/);
  await master.kill();
  await vi.waitFor(async () => expect(await replica.command('role')).toMatch(/^master/), {
    timeout: 15_000,
    interval: 100,
  });
});
