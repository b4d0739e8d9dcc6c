/**
 * What went wrong, a closed set:
 * `INVALID_OPTION` an option was refused at construction · `DUPLICATE_INSTANCE` `multipleInstanceMode: 'block'` refused
 * a second client · `UNAUTHORIZED` the server answered 401 or 403 · `UNAVAILABLE` network failure or any other status ·
 * `TIMEOUT` no answer within the deadline · `TOO_LARGE` what arrived outgrew a limit · `REDIRECT` a redirect that
 * must not be followed · `HEADERS` the `customHeaders` function failed · `INVALID_PAYLOAD` what arrived was not flags ·
 * `CACHE` a cache failed · `BOOTSTRAP` flags to start with could not be loaded · `STRATEGY` a custom strategy or fallback failed · `LISTENER` an event listener failed ·
 * `ABORTED` the client was destroyed meanwhile.
 */
export type ErrorCode =
  | 'INVALID_OPTION'
  | 'DUPLICATE_INSTANCE'
  | 'UNAUTHORIZED'
  | 'UNAVAILABLE'
  | 'TIMEOUT'
  | 'TOO_LARGE'
  | 'REDIRECT'
  | 'HEADERS'
  | 'INVALID_PAYLOAD'
  | 'CACHE'
  | 'BOOTSTRAP'
  | 'STRATEGY'
  | 'LISTENER'
  | 'ABORTED';

export interface UnleashErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** The HTTP status, where an answer arrived. */
  readonly status?: number | undefined;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The one error class of all packages. Messages are for people; branch on `code`. No message carries a secret. */
export class UnleashError extends Error {
  override readonly name = 'UnleashError';
  readonly code: ErrorCode;
  // Declared only: an error without a status must not print `status: undefined`.
  declare readonly status?: number;
  declare readonly retryAfterMs?: number;

  constructor(code: ErrorCode, message: string, options: UnleashErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.status !== undefined) this.status = options.status;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}
