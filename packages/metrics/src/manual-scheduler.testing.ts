import type { Scheduler } from '@unleash-client/http';

export interface ManualScheduler extends Scheduler {
  /** The delays of the timers that are set now, in milliseconds. */
  readonly pending: readonly number[];
  /** Runs the earliest timer; answers its delay. Throws when none is set. */
  runNext(): number;
  /** Runs the earliest timer, and waits until the next one is set; answers the delay of that. */
  turn(): Promise<number>;
}

/** A clock that moves when a test says so. */
export function createManualScheduler(): ManualScheduler {
  const timers = new Set<{ delayMs: number; task: () => void }>();
  let onSet: (delayMs: number) => void = () => undefined;
  const scheduler: ManualScheduler = {
    get pending() {
      return [...timers].map(({ delayMs }) => delayMs);
    },
    after(delayMs, task) {
      const timer = { delayMs, task };
      timers.add(timer);
      onSet(delayMs);
      return () => void timers.delete(timer);
    },
    runNext() {
      const [next] = [...timers].sort((a, b) => a.delayMs - b.delayMs);
      if (next === undefined) throw new Error('no timer is set');
      timers.delete(next);
      next.task();
      return next.delayMs;
    },
    turn() {
      const set = new Promise<number>((resolve) => {
        onSet = resolve;
      });
      scheduler.runNext();
      return set;
    },
  };
  return scheduler;
}
