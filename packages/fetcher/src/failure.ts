import { UnleashError } from '@unleash-client/http';

/** How a fetch or a connection ended without success. */
export interface Failure {
  readonly error: UnleashError;
  /** Whether the observer knows: it was its own verdict. */
  readonly isKnown?: boolean | undefined;
}

/** The observer could not use what arrived. */
export const NOT_USABLE: Failure = {
  error: new UnleashError('INVALID_PAYLOAD', 'what the server sent could not be used'),
  isKnown: true,
};
