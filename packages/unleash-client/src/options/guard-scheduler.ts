import { createScheduler, describeFault, type Scheduler, UnleashError } from '@unleash-client/http';
import type { Reporter } from '../report/reporter';

/**
 * Makes a scheduler of the application's own safe to call: when it throws, plain timers stand in for it and the error is
 * reported, so that polling goes on and nobody waits for ever.
 */
export function guardScheduler(scheduler: Scheduler, reporter: Reporter): Scheduler {
  const standIn = createScheduler();
  const fail = (cause: unknown) =>
    reporter.error(
      new UnleashError('INVALID_OPTION', `the scheduler threw: ${describeFault(cause)}`, { cause }),
    );
  return {
    after(delayMs, task) {
      let cancel: () => void;
      try {
        cancel = scheduler.after(delayMs, task);
      } catch (cause) {
        fail(cause);
        cancel = standIn.after(delayMs, task);
      }
      return () => {
        try {
          cancel();
        } catch (cause) {
          fail(cause);
        }
      };
    },
  };
}
