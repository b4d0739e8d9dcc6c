import { startDeadline } from './deadline';
import { raceSignal } from './race-signal';
import { readText } from './read-text';
import { sendFollowingRedirects } from './send-following-redirects';
import { toUnleashError } from './to-unleash-error';
import type { Transport, TransportRequest } from './transport';

/** The time one exchange has, in milliseconds. A slow answer on a bad network is still worth having. */
export const DEFAULT_TIMEOUT_MS = 30_000;
/** The largest body, in bytes: far above any sane set of flags, far below what hurts a server. */
export const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;

/** A complete answer, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  header(name: string): string | undefined;
  readonly text: string;
  /** Where the answer came from, redirects followed. */
  readonly url: string;
}

export interface ExchangeOptions extends Omit<TransportRequest, 'headers' | 'signal' | 'holdsProcess'> {
  /** Begins messages: `GET https://unleash.example.com/api/client/features`. */
  readonly what: string;
  /** Makes the headers; the deadline covers it. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** What no message may show; asked when there is one. */
  readonly secrets: () => readonly string[];
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly holdsProcess: boolean;
  /** Aborting it ends the exchange with `ABORTED`. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends one request and reads its answer, redirects followed, everything within one deadline. Rejects with `UnleashError`
 * only; any status is an answer.
 */
export async function exchange(transport: Transport, options: ExchangeOptions): Promise<ApiResponse> {
  const { what, method, url, body, holdsProcess, maxBytes } = options;
  let waitingFor = 'the customHeaders function';
  const deadline = startDeadline({
    timeoutMs: options.timeoutMs,
    holdsProcess,
    outer: options.signal,
    describe: () => `${what} failed: it waited for ${waitingFor}`,
  });
  const { signal } = deadline;

  const perform = async (): Promise<ApiResponse> => {
    signal.throwIfAborted();
    const headers = await options.headers();
    waitingFor = 'the answer';
    const sent = await sendFollowingRedirects(transport, {
      method,
      url,
      headers,
      signal,
      holdsProcess,
      ...(body === undefined ? {} : { body }),
    });
    const { response } = sent;
    const text = await readText(response.body, { maxBytes, signal });
    return { status: response.status, header: (name) => response.header(name), text, url: sent.url.href };
  };

  try {
    return await raceSignal(perform(), signal);
  } catch (thrown) {
    const error = toUnleashError(signal.aborted ? signal.reason : thrown, what, options.secrets());
    deadline.abort(error);
    throw error;
  } finally {
    deadline.end();
  }
}
