import { describeFault, UnleashError } from '@unleash-client/http';
import type { SourceObserver } from './source';

/**
 * Wraps an observer so that nothing it throws reaches the source: it becomes a `LISTENER` fault, and a snapshot that
 * was being delivered counts as refused. `isStopped` silences it for good.
 */
export function safeObserver(observer: SourceObserver, isStopped: () => boolean): SourceObserver {
  const guard = <T>(call: () => T, otherwise: T): T => {
    if (isStopped()) return otherwise;
    try {
      return call();
    } catch (cause) {
      fault(new UnleashError('LISTENER', `an observer of flags threw: ${describeFault(cause)}`, { cause }));
      return otherwise;
    }
  };
  const fault = (error: UnleashError, retryInMs?: number): void => {
    if (isStopped()) return;
    try {
      observer.fault(error, retryInMs);
    } catch {
      // It has just thrown at being told: nobody is left to tell.
    }
  };
  return {
    snapshot: (snapshot) => guard(() => observer.snapshot(snapshot), 'refused'),
    unchanged: () => guard(() => observer.unchanged(), undefined),
    fault,
  };
}
