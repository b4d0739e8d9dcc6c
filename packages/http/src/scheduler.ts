import { startTimer } from './start-timer';

/** Where delayed work goes: one shot, the answer calls it off. Replace it to run polls on a clock of your own. */
export interface Scheduler {
  after(delayMs: number, task: () => void): () => void;
}

/** The default scheduler: plain timers that never keep the process alive, delays clamped to 2147483647 ms. */
export function createScheduler(): Scheduler {
  return { after: (delayMs, task) => startTimer(delayMs, task, { holdsProcess: false }) };
}
