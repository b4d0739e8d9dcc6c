import type { BodyLimits } from './body-limits';
import { isBodiless } from './is-bodiless';
import { type OpenOptions, openResponse } from './open-response';
import { readText } from './read-text';
import type { Transport } from './transport';

/** The time one exchange has, in milliseconds. A slow answer on a bad network is still worth having. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** A complete answer, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  header(name: string): string | undefined;
  readonly text: string;
  /** Where the answer came from, redirects followed. */
  readonly url: string;
}

export interface ExchangeOptions extends OpenOptions {
  readonly limits: BodyLimits;
}

/**
 * Sends one request and reads its answer, redirects followed, everything within one deadline. Rejects with `UnleashError`
 * only; any status is an answer.
 */
export async function exchange(transport: Transport, options: ExchangeOptions): Promise<ApiResponse> {
  const { limits } = options;
  const opened = await openResponse(transport, { ...options, maxWireBytes: limits.responseBytes });
  const { response, url, deadline, settle } = opened;
  const text = isBodiless(response.status) ? '' : await settle(readText(response, limits, deadline.signal));
  deadline.end();
  return { status: response.status, header: (name) => response.header(name), text, url: url.href };
}
