import type { Scheduler } from '@unleash-client/http';

export interface ManualScheduler extends Scheduler {
  /** The delays that are being waited for, as they were given. */
  readonly delays: readonly number[];
  /** Lets time pass: runs what falls due, in the order in which it does. */
  advance(ms: number): void;
}

/** A scheduler whose time passes only when a test says so. */
export function createManualScheduler(): ManualScheduler {
  const tasks = new Set<{ readonly at: number; readonly delayMs: number; readonly task: () => void }>();
  let now = 0;
  return {
    get delays() {
      return [...tasks].map(({ delayMs }) => delayMs);
    },
    after(delayMs, task) {
      const entry = { at: now + delayMs, delayMs, task };
      tasks.add(entry);
      return () => void tasks.delete(entry);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        tasks.delete(next);
        now = next.at;
        next.task();
      }
      now = end;
    },
  };
}
