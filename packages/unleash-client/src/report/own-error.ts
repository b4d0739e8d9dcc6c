import { describeFailure, type ErrorCode, safeCause, UnleashError } from '@unleash-client/http';
import { shorten } from './reporter';

/**
 * Makes the error of something of the application's own that failed: a cache, a strategy, a listener; `failure` holds what
 * it threw, which may be nothing. Passwords in that are masked, since its message may quote the address it connects to:
 * `cause` is such a copy.
 */
export function createOwnError(
  code: ErrorCode,
  message: string,
  failure?: { readonly thrown: unknown },
): UnleashError {
  const text = failure === undefined ? message : `${message}: ${describeFailure(failure.thrown)}`;
  const cause = safeCause(failure?.thrown);
  return new UnleashError(code, shorten(text), cause === undefined ? {} : { cause });
}
