import { describeFault } from './describe-fault';
import { redact } from './redact';
import { safeCause } from './safe-cause';
import { UnleashError } from './unleash-error';

/** Makes whatever a request failed with an `UnleashError` without secrets: its own kind as it is, all else `UNAVAILABLE`. */
export function toUnleashError(thrown: unknown, what: string, secrets: readonly string[]): UnleashError {
  if (thrown instanceof UnleashError) return thrown;
  const cause = safeCause(thrown, secrets);
  const message = redact(`${what} failed: ${describeFault(thrown)}`, secrets);
  return new UnleashError('UNAVAILABLE', message, cause === undefined ? {} : { cause });
}
