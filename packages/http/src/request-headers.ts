import { isSendable } from './clean-headers';
import type { ApiRequest } from './http-client';

type Headers = Readonly<Record<string, string>>;

/** Headers about one request and nobody else's business. */
const aboutRequest = ({ method, intervalMs, etag }: ApiRequest): Headers => ({
  ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  ...(intervalMs === undefined || !Number.isFinite(intervalMs)
    ? {}
    : { 'unleash-interval': String(Math.round(intervalMs)) }),
  // An ETag that was stored and has been damaged since would make every request fail.
  ...(etag === undefined || !isSendable(etag) ? {} : { 'if-none-match': etag }),
});

/**
 * All headers of one request, names in lower case. `customHeaders` may replace `accept` and `user-agent`; the
 * request's own come next; identification, content type, interval and ETag always win.
 */
export function requestHeaders(
  request: ApiRequest,
  identity: Headers,
  custom: Headers,
): Record<string, string> {
  const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    accept: 'application/json',
    'user-agent': identity['unleash-appname'] ?? '',
    ...custom,
    ...Object.fromEntries(own),
    ...aboutRequest(request),
    ...identity,
  };
}
