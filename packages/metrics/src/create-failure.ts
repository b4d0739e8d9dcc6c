import { describeFailure, type ErrorCode, safeCause, UnleashError } from '@unleash-client/http';

/** Makes the error of something of the application's own that failed; passwords and tokens are masked, in `cause` too. */
export function createFailure(code: ErrorCode, what: string, thrown: unknown): UnleashError {
  const cause = safeCause(thrown);
  return new UnleashError(code, `${what}: ${describeFailure(thrown)}`, cause === undefined ? {} : { cause });
}
