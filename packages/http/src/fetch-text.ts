import { cleanHeaders } from './clean-headers';
import { createTransport } from './create-transport';
import { DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT_MS, exchange } from './exchange';
import { headerSecrets } from './header-secrets';
import { foreignStatusError } from './status-error';
import type { TransportOptions } from './transport';

export interface FetchTextOptions extends TransportOptions {
  /** Sent with the request, and nothing else is. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The time the request has, redirects and body included, in milliseconds. Default 30000. */
  readonly timeoutMs?: number | undefined;
  /** The largest body to accept, in bytes after inflating. Default 50 MB. */
  readonly maxBytes?: number | undefined;
  /** Whether the process stays alive until it is answered. Default true. */
  readonly holdsProcess?: boolean | undefined;
  /** Aborting it ends the request with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches a text that is no part of an Unleash API, by the same rules: deadline, size limit, redirects within the origin.
 * Rejects with `UnleashError`, also for any status but 2xx; messages name the address without its query.
 */
export async function fetchText(url: URL, options: FetchTextOptions = {}): Promise<string> {
  const headers = { accept: '*/*', ...cleanHeaders(options.headers ?? {}, 'headers') };
  const transport = createTransport(options);
  const what = `GET ${url.origin}${url.pathname}`;
  // A signed address bears its signature in the query.
  const secrets = headerSecrets({ ...headers, ...Object.fromEntries(url.searchParams) });
  try {
    const response = await exchange(transport, {
      what,
      method: 'GET',
      url,
      headers: async () => headers,
      secrets: () => secrets,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
      holdsProcess: options.holdsProcess ?? true,
      signal: options.signal,
    });
    if (response.status >= 200 && response.status < 300) return response.text;
    throw foreignStatusError(response, what);
  } finally {
    transport.close?.();
  }
}
