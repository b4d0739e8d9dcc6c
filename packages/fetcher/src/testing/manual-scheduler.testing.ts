import type { Scheduler } from '@unleash-client/http';

export interface ManualScheduler extends Scheduler {
  /** The delays of the timers that are set now, in milliseconds. */
  readonly pending: readonly number[];
  /** The clock, in milliseconds; moved by `runNext` alone. */
  readonly nowMs: number;
  /** Moves the clock to the earliest timer and runs it; answers its delay. Throws when none is set. */
  runNext(): number;
  /** Moves the clock on, and runs the timers that are due meanwhile. */
  pass(durationMs: number): void;
}

/** A clock that moves when a test says so. */
export function createManualScheduler(): ManualScheduler {
  const timers = new Set<{ atMs: number; delayMs: number; task: () => void }>();
  let nowMs = 0;
  return {
    get pending() {
      return [...timers].map((timer) => timer.delayMs);
    },
    get nowMs() {
      return nowMs;
    },
    after(delayMs, task) {
      const timer = { atMs: nowMs + delayMs, delayMs, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    runNext() {
      const [next] = [...timers].sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) throw new Error('no timer is set');
      timers.delete(next);
      nowMs = next.atMs;
      next.task();
      return next.delayMs;
    },
    pass(durationMs) {
      const untilMs = nowMs + durationMs;
      while ([...timers].some(({ atMs }) => atMs <= untilMs)) this.runNext();
      nowMs = untilMs;
    },
  };
}
