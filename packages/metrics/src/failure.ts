import { describeFault, type ErrorCode, redact, safeCause, UnleashError } from '@unleash-client/http';

/** Says why something of the application's own failed; passwords and tokens in it are masked. */
export const describeFailure = (thrown: unknown): string => redact(describeFault(thrown), []);

/** Makes its error; `cause` is a copy with the same masks. */
export function createFailure(code: ErrorCode, what: string, thrown: unknown): UnleashError {
  const cause = safeCause(thrown);
  return new UnleashError(code, `${what}: ${describeFailure(thrown)}`, cause === undefined ? {} : { cause });
}
