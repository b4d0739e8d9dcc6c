import type { Scheduler } from '@unleash-client/http';

/** Room for one timer. */
export interface TimerSlot {
  /** Whether a timer is running. */
  readonly isSet: boolean;
  /** Calls off the timer in the slot and starts another one. */
  set(delayMs: number, task: () => void): void;
  clear(): void;
}

/** Makes it impossible to have two timers at once, also with a scheduler that calls off nothing or runs a task twice. */
export function createTimerSlot(scheduler: Scheduler): TimerSlot {
  let turn = 0;
  let isSet = false;
  let cancel: () => void = () => undefined;
  const clear = () => {
    turn += 1;
    isSet = false;
    const undo = cancel;
    cancel = () => undefined;
    try {
      undo();
    } catch {
      // The turn has moved on: a task that was not called off finds that out when it runs.
    }
  };
  return {
    get isSet() {
      return isSet;
    },
    clear,
    set: (delayMs, task) => {
      clear();
      const mine = turn;
      const undo = scheduler.after(delayMs, () => {
        if (mine !== turn) return;
        turn += 1;
        isSet = false;
        task();
      });
      if (mine !== turn) return;
      cancel = undo;
      isSet = true;
    },
  };
}
