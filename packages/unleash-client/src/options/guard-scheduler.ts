import { createScheduler, type Scheduler } from '@unleash-client/http';
import { createOwnError } from '../report/own-error';
import type { Reporter } from '../report/reporter';

/**
 * Makes a scheduler of the application's own safe to call: when it throws, plain timers stand in for it and the error is
 * reported, so that polling goes on and nobody waits for ever.
 */
export function guardScheduler(scheduler: Scheduler, reporter: Reporter): Scheduler {
  const standIn = createScheduler();
  const fail = (thrown: unknown) =>
    reporter.error(createOwnError('INVALID_OPTION', 'the scheduler threw', { thrown }));
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
