import { startTimer } from './start-timer';

/** Where delayed work goes: one shot, the answer calls it off. Replace it to run polls on a clock of your own. */
export interface Scheduler {
  after(delayMs: number, task: () => void): () => void;
}

export interface SchedulerOptions {
  /** Whether a pending task keeps the process alive. Default false. */
  readonly holdsProcess?: boolean | undefined;
}

/** The default scheduler: plain timers, which do not keep the process alive; delays are clamped to 2147483647 ms. */
export const createScheduler = ({ holdsProcess = false }: SchedulerOptions = {}): Scheduler => ({
  after: (delayMs, task) => startTimer(delayMs, task, { holdsProcess }),
});
