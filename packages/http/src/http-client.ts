import { type BodyLimits, DEFAULT_BODY_LIMITS } from './body-limits';
import { createTransport } from './create-transport';
import { endpointUrl } from './endpoint-url';
import { type ApiResponse, DEFAULT_TIMEOUT_MS, exchange } from './exchange';
import { type CustomHeaders, createHeaderSource } from './header-source';
import { type Identification, identificationHeaders } from './identification-headers';
import type { OpenOptions } from './open-response';
import { type ApiStream, openStream } from './open-stream';
import { parseApiUrl } from './parse-api-url';
import { requestHeaders } from './request-headers';
import type { Transport, TransportOptions } from './transport';

export interface HttpClientOptions extends Identification, TransportOptions {
  /** The address of the Unleash API: `https://unleash.example.com/api`. */
  readonly url: string;
  /** Sent with every request; a function is called before each one. Default none. */
  readonly customHeaders?: CustomHeaders | undefined;
  /** The time one request has, header function, redirects and body included, in milliseconds. Default 30000. */
  readonly timeoutMs?: number | undefined;
  /** How large an answer may be, on the wire and inflated. Default 50 MB each; streams have none. */
  readonly limits?: Partial<BodyLimits> | undefined;
  /**
   * Whether a request under way keeps the process alive until it is answered. Default true, so that whoever awaits one
   * gets an answer; false for background work that must not delay the end of a process.
   */
  readonly holdsProcess?: boolean | undefined;
  /** Sends the requests instead of the runtime's own transport; the options of transports then have no effect. */
  readonly transport?: Transport | undefined;
}

/** One request to the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Below the API's address, without a leading slash: `client/features`. */
  readonly path: string;
  readonly query?: ReadonlyArray<readonly [string, string]> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** How often this request is made, in milliseconds, for the header `unleash-interval`. */
  readonly intervalMs?: number | undefined;
  /** Sent back verbatim as `If-None-Match`. */
  readonly etag?: string | undefined;
  /** Aborting it ends the request with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/** One request whose answer is read as it arrives. */
export interface StreamRequest extends ApiRequest {
  /** The longest silence between two chunks, in milliseconds. */
  readonly readTimeoutMs: number;
}

export interface HttpClient {
  /** The API's address without a trailing slash. */
  readonly url: string;
  /** Sends one request; any status is an answer. Rejects with `UnleashError` only, and no message holds a header's value. */
  request(request: ApiRequest): Promise<ApiResponse>;
  /**
   * Opens an answer that is read as it arrives, for server-sent events. The connection and the headers have `timeoutMs`,
   * then each chunk has `readTimeoutMs`, the whole no limit; any status is an answer. Rejects with `UnleashError` only.
   */
  stream(request: StreamRequest): Promise<ApiStream>;
  /** Closes the connections that are kept open; they never hold the process, but a server may count them. */
  close?(): void;
}

/** A compressed stream may sit in the compressor of a server that does not flush. */
const UNCOMPRESSED = { 'accept-encoding': 'identity' };

/** Creates a client of one Unleash API. Throws `INVALID_OPTION` for a url or headers that cannot be used; no I/O. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const url = parseApiUrl(options.url).href.replace(/\/$/, '');
  const { timeoutMs = DEFAULT_TIMEOUT_MS, holdsProcess = true } = options;
  const limits = { ...DEFAULT_BODY_LIMITS, ...options.limits };
  const transport = options.transport ?? createTransport(options);
  const source = createHeaderSource(options.customHeaders);
  const identity = identificationHeaders(options);

  const open = (api: ApiRequest): OpenOptions => ({
    what: `${api.method} ${url}/${api.path}`,
    method: api.method,
    url: new URL(endpointUrl(url, api.path, api.query)),
    headers: async () => requestHeaders(api, identity, await source.resolve()),
    secrets: source.secrets,
    timeoutMs,
    holdsProcess,
    signal: api.signal,
    ...(api.body === undefined ? {} : { body: api.body }),
  });

  return {
    url,
    request: async (api) => exchange(transport, { ...open(api), limits }),
    stream: async ({ readTimeoutMs, ...api }) =>
      openStream(transport, {
        ...open({ ...api, headers: { ...UNCOMPRESSED, ...api.headers } }),
        readTimeoutMs,
      }),
    close: () => transport.close?.(),
  };
}
