/** One HTTP request on the wire; header names are lower-case. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether the process stays alive until the answer is there. Default true. */
  readonly holdsProcess?: boolean;
  /** The most bytes to take off the wire for a compressed body, for transports that inflate it; the body then rejects. */
  readonly maxWireBytes?: number | undefined;
}

/** The answer as soon as its headers are there. */
export interface TransportResponse {
  readonly status: number;
  /** A header by its name, whatever its case; undefined when absent. */
  header(name: string): string | undefined;
  /** The inflated body; breaking off the loop aborts the request. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends one request, does not follow redirects, and rejects with any error when no answer arrives.
 * A function of this type is all it takes to send requests in another way.
 */
export type Transport = ((request: TransportRequest) => Promise<TransportResponse>) & {
  /** Closes the connections that the transport keeps open, if it does. */
  close?(): void;
};

type Certificate = string | Uint8Array;

/** How connections are made. `agent`, `ca` and `rejectUnauthorized` need Node.js and no `fetch`. */
export interface TransportOptions {
  /**
   * An `http.Agent` or `https.Agent`, for limits or a way of your own. Default: one that keeps connections alive, through
   * the proxy that `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name.
   */
  readonly agent?: { destroy(): void } | undefined;
  /** Certificates to trust instead of the well-known ones, PEM. */
  readonly ca?: Certificate | readonly Certificate[] | undefined;
  /** `false` accepts any certificate: for tests only, as anybody can then read the token. Default true. */
  readonly rejectUnauthorized?: boolean | undefined;
  /** Sends every request through this function instead of `node:http`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
