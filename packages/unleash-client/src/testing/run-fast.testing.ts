import type { Scheduler } from '@unleash-client/http';
import { createScheduler } from '@unleash-client/http';
import { onTestFinished, vi } from 'vitest';

/** Makes the clock run so many times as fast until the test ends; the scheduler that it answers keeps up with it. */
export function runFast(factor = 100): Scheduler {
  const begin = Date.now();
  const startedAt = performance.now();
  const now = vi
    .spyOn(Date, 'now')
    .mockImplementation(() => Math.round(begin + (performance.now() - startedAt) * factor));
  onTestFinished(() => now.mockRestore());
  const scheduler = createScheduler();
  return { after: (delayMs, task) => scheduler.after(delayMs / factor, task) };
}
