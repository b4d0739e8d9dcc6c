import { createDeadline, type Deadline } from './deadline';
import { raceSignal } from './race-signal';
import { type Redirected, sendFollowingRedirects } from './send-following-redirects';
import { toUnleashError } from './to-unleash-error';
import type { Transport, TransportRequest } from './transport';

export interface OpenOptions extends Omit<TransportRequest, 'headers' | 'signal' | 'holdsProcess'> {
  /** Begins messages: `GET https://unleash.example.com/api/client/features`. */
  readonly what: string;
  /** Makes the headers; the deadline covers it. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** What no message may show; asked when there is one. */
  readonly secrets: () => readonly string[];
  /** The time from here to the answer's headers, in milliseconds. */
  readonly timeoutMs: number;
  readonly holdsProcess: boolean;
  /** Aborting it ends the request with `ABORTED`. */
  readonly signal: AbortSignal | undefined;
}

/** An answer whose body is still to come. */
export interface OpenResponse extends Redirected {
  /** Its clock is running; whoever has read the body ends it. */
  readonly deadline: Deadline;
  /** Names what is waited for from now on, in the message of `TIMEOUT`. */
  waitFor(part: string): void;
  /**
   * Settles like `work`, at the latest when the deadline's signal is aborted. A failure is an `UnleashError` and ends the
   * request.
   */
  settle<T>(work: Promise<T>): Promise<T>;
}

/** Sends one request, redirects followed, and answers as soon as its headers are there. Rejects with `UnleashError` only. */
export async function openResponse(transport: Transport, options: OpenOptions): Promise<OpenResponse> {
  const { what, method, url, body, holdsProcess, maxWireBytes } = options;
  let waitingFor = 'the customHeaders function';
  const describe = () => `${what} failed: it waited for ${waitingFor}`;
  const deadline = createDeadline({ holdsProcess, outer: options.signal, describe });
  const { signal } = deadline;

  const waitFor = (part: string) => {
    waitingFor = part;
  };
  const settle = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await raceSignal(work, signal);
    } catch (thrown) {
      const error = toUnleashError(signal.aborted ? signal.reason : thrown, what, options.secrets());
      deadline.abort(error);
      deadline.end();
      throw error;
    }
  };

  const open = async (): Promise<Redirected> => {
    signal.throwIfAborted();
    const headers = await options.headers();
    waitFor('the answer');
    const rest = body === undefined ? {} : { body };
    return sendFollowingRedirects(transport, {
      method,
      url,
      headers,
      signal,
      holdsProcess,
      maxWireBytes,
      ...rest,
    });
  };

  deadline.start(options.timeoutMs);
  return { ...(await settle(open())), deadline, waitFor, settle };
}
