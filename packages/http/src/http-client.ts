import { createTransport } from './create-transport';
import { startDeadline } from './deadline';
import { endpointUrl } from './endpoint-url';
import { type CustomHeaders, createHeaderSource } from './header-source';
import { type Identification, identificationHeaders } from './identification-headers';
import { parseApiUrl } from './parse-api-url';
import { raceSignal } from './race-signal';
import { readText } from './read-text';
import { requestHeaders } from './request-headers';
import { sendFollowingRedirects } from './send-following-redirects';
import { toUnleashError } from './to-unleash-error';
import type { Transport, TransportOptions } from './transport';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Far above any sane set of flags, far below what hurts a server. */
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;

export interface HttpClientOptions extends Identification, TransportOptions {
  /** The address of the Unleash API: `https://unleash.example.com/api`. */
  readonly url: string;
  /** Sent with every request; a function is called before each one. Default none. */
  readonly customHeaders?: CustomHeaders | undefined;
  /** The time one request has, header function, redirects and body included, in milliseconds. Default 30000. */
  readonly timeoutMs?: number | undefined;
  /** The largest body to accept, in bytes after inflating. Default 50 MB. */
  readonly maxBytes?: number | undefined;
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

/** A complete answer, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  header(name: string): string | undefined;
  readonly text: string;
  /** Where the answer came from, redirects followed. */
  readonly url: string;
}

export interface HttpClient {
  /** The API's address without a trailing slash. */
  readonly url: string;
  /** Sends one request; any status is an answer. Rejects with `UnleashError` only, and no message holds a header's value. */
  request(request: ApiRequest): Promise<ApiResponse>;
  /** Closes the connections that are kept open; they never hold the process, but a server may count them. */
  close?(): void;
}

/** Creates a client of one Unleash API. Throws `INVALID_OPTION` for a url or headers that cannot be used; no I/O. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const url = parseApiUrl(options.url).href.replace(/\/$/, '');
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxBytes = DEFAULT_MAX_BYTES, holdsProcess = true } = options;
  const transport = options.transport ?? createTransport(options);
  const source = createHeaderSource(options.customHeaders);
  const identity = identificationHeaders(options);

  const request = async (api: ApiRequest): Promise<ApiResponse> => {
    const what = `${api.method} ${url}/${api.path}`;
    let waitingFor = 'the customHeaders function';
    const deadline = startDeadline({
      timeoutMs,
      holdsProcess,
      outer: api.signal,
      describe: () => `${what} failed: it waited for ${waitingFor}`,
    });
    const { signal } = deadline;

    const perform = async (): Promise<ApiResponse> => {
      signal.throwIfAborted();
      const custom = await source.resolve();
      waitingFor = 'the answer';
      const { url: answeredBy, response } = await sendFollowingRedirects(transport, {
        method: api.method,
        url: new URL(endpointUrl(url, api.path, api.query)),
        headers: requestHeaders(api, identity, custom),
        signal,
        holdsProcess,
        ...(api.body === undefined ? {} : { body: api.body }),
      });
      const text = await readText(response.body, { maxBytes, signal });
      return { status: response.status, header: (name) => response.header(name), text, url: answeredBy.href };
    };

    try {
      return await raceSignal(perform(), signal);
    } catch (thrown) {
      const error = toUnleashError(signal.aborted ? signal.reason : thrown, what, source.secrets());
      deadline.abort(error);
      throw error;
    } finally {
      deadline.end();
    }
  };

  return { url, request, close: () => transport.close?.() };
}
