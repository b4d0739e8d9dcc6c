import { type BodyLimits, DEFAULT_BODY_LIMITS } from './body-limits';
import { cleanHeaders } from './clean-headers';
import { createTransport } from './create-transport';
import { DEFAULT_TIMEOUT_MS, exchange } from './exchange';
import { secretWords } from './secret-words';
import { foreignStatusError } from './status-error';
import type { TransportOptions } from './transport';

export interface FetchTextOptions extends TransportOptions {
  /** Sent with the request, and nothing else is. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The time the request has, redirects and body included, in milliseconds. Default 30000. */
  readonly timeoutMs?: number | undefined;
  /** How large the answer may be, on the wire and inflated. Default 50 MB each. */
  readonly limits?: Partial<BodyLimits> | undefined;
  /** Whether the process stays alive until it is answered. Default true. */
  readonly holdsProcess?: boolean | undefined;
  /** Aborting it ends the request with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/** Messages leave the address out: its path may be long, and as secret as its query. */
const WHAT = 'the request';

/**
 * Fetches a text that is no part of an Unleash API, by the same rules: deadline, size limit, redirects within the origin.
 * Rejects with `UnleashError`, also for any status but 2xx; messages do not repeat the address.
 */
export async function fetchText(url: URL, options: FetchTextOptions = {}): Promise<string> {
  const headers = { accept: '*/*', ...cleanHeaders(options.headers ?? {}, 'headers') };
  const secrets = secretWords([...Object.values(headers), ...queryValues(url)]);
  const transport = createTransport(options);
  try {
    const response = await exchange(transport, {
      what: WHAT,
      method: 'GET',
      url,
      headers: async () => headers,
      secrets: () => secrets,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      limits: { ...DEFAULT_BODY_LIMITS, ...options.limits },
      holdsProcess: options.holdsProcess ?? true,
      signal: options.signal,
    });
    if (response.status >= 200 && response.status < 300) return response.text;
    throw foreignStatusError(response, WHAT);
  } finally {
    transport.close?.();
  }
}

/** A signed address bears its signature in the query, which a transport's error may quote as it stands or decoded. */
const queryValues = ({ search, searchParams }: URL): readonly string[] => [
  search,
  ...search.split('&').map((pair) => pair.slice(pair.indexOf('=') + 1)),
  ...searchParams.values(),
];
