import { describeFault, UnleashError } from '@unleash-client/http';

/** What a request failed with; anything that is no `UnleashError`, from an HTTP client of somebody else, becomes one. */
export const toFault = (thrown: unknown, what: string): UnleashError =>
  thrown instanceof UnleashError
    ? thrown
    : new UnleashError('UNAVAILABLE', `${what} failed: ${describeFault(thrown)}`, { cause: thrown });
