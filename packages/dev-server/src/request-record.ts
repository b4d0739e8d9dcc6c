import type { IncomingHttpHeaders } from 'node:http';
import type { ApiRequest } from './api/api-request';

/** A request that the server has answered; a stream counts as answered when it is opened. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** In lower case; the token is replaced by `[redacted]`. */
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number;
}

/** Keeps of a request what may be shown to anybody. */
export function recordRequest({ method, path, query, headers }: ApiRequest, status: number): RequestRecord {
  const { authorization } = headers;
  const shown = authorization === undefined ? headers : { ...headers, authorization: '[redacted]' };
  return { method, path, query, headers: shown, status, at: Date.now() };
}
