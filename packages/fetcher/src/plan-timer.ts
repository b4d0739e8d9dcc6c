import { describeFault, UnleashError } from '@unleash-client/http';
import type { TimerSlot } from './create-timer-slot';
import type { SourceObserver } from './source';

/**
 * Sets a timer after the delay that `plan` answers, in milliseconds, and answers it; undefined when none is due, or when
 * the scheduler (or chance) threw, which is a fault, and nothing will run.
 */
export function planTimer(
  slot: TimerSlot,
  plan: () => number | undefined,
  task: () => void,
  observer: Pick<SourceObserver, 'fault'>,
): number | undefined {
  try {
    const delayMs = plan();
    if (delayMs !== undefined) slot.set(delayMs, task);
    return delayMs;
  } catch (cause) {
    const message = `the scheduler threw: ${describeFault(cause)}`;
    observer.fault(new UnleashError('INVALID_OPTION', message, { cause }));
    return undefined;
  }
}
