import { classifyStatus } from './classify-status';
import type { ApiResponse } from './exchange';
import { parseRetryAfter } from './parse-retry-after';
import { UnleashError } from './unleash-error';

const TOKEN_ADVICE =
  'a valid backend (server-side) API token like "project:environment.secret" is needed in the Authorization header';

const advice = (status: number): string => {
  switch (status) {
    case 401:
      return ` (missing, unknown or expired token): ${TOKEN_ADVICE}`;
    case 403:
      return ` (this token may not do that, a frontend token for instance): ${TOKEN_ADVICE}`;
    case 404:
      return ': is the url that of an Unleash API? It should end in /api';
    default:
      return '';
  }
};

/**
 * Makes a non-2xx answer an error: `UNAUTHORIZED` for 401 and 403, saying which token is needed, else `UNAVAILABLE`.
 * `what` begins the message (`fetching flags`); the status and the server's `Retry-After`, in milliseconds, come along.
 */
export function statusError(
  response: Pick<ApiResponse, 'status' | 'header'>,
  what: string,
  nowMs: number = Date.now(),
): UnleashError {
  return answerError(response, `${what} failed: ${answerOf(response)}${advice(response.status)}`, nowMs);
}

/** The same for a server that is no Unleash API, so that advice about tokens would lead astray. */
export function foreignStatusError(
  response: Pick<ApiResponse, 'status' | 'header'>,
  what: string,
): UnleashError {
  return answerError(response, `${what} failed: ${answerOf(response)}`, Date.now());
}

const answerOf = ({ status }: Pick<ApiResponse, 'status'>) => `the server answered ${status}`;

function answerError(
  response: Pick<ApiResponse, 'status' | 'header'>,
  message: string,
  nowMs: number,
): UnleashError {
  const { status } = response;
  const code = classifyStatus(status) === 'unauthorized' ? 'UNAUTHORIZED' : 'UNAVAILABLE';
  return new UnleashError(code, message, {
    status,
    retryAfterMs: parseRetryAfter(response.header('retry-after'), nowMs),
  });
}
