import { type OpenOptions, openResponse } from './open-response';
import type { Transport } from './transport';
import { UnleashError } from './unleash-error';

/** An answer that is read as it arrives, whatever its status. Read it to its end, break off, or close it. */
export interface ApiStream {
  readonly status: number;
  header(name: string): string | undefined;
  /** Where the answer comes from, redirects followed. */
  readonly url: string;
  /**
   * The body, to be read once; breaking off the loop closes the connection. Rejects with `TIMEOUT` after a silence of
   * `readTimeoutMs`, with `ABORTED` by the request's signal, and with `UNAVAILABLE` when the connection fails.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection; a loop that reads the body ends without an error. */
  close(): void;
}

export interface StreamOptions extends OpenOptions {
  /** The longest silence between two chunks, in milliseconds. */
  readonly readTimeoutMs: number;
}

/**
 * Sends one request and answers once the headers are there, within `timeoutMs`; from then on only silence has a limit.
 * Rejects with `UnleashError` only.
 */
export async function openStream(transport: Transport, options: StreamOptions): Promise<ApiStream> {
  const { response, url, deadline, waitFor, settle } = await openResponse(transport, options);
  deadline.pause();
  waitFor('more of the answer');
  let closed = false;

  const close = () => {
    closed = true;
    deadline.abort(new UnleashError('ABORTED', 'the stream was closed'));
    deadline.end();
  };

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      const chunks = response.body[Symbol.asyncIterator]();
      for (;;) {
        // The clock stands still while the reader works: only the server's silence counts.
        deadline.start(options.readTimeoutMs);
        const chunk = await settle(chunks.next());
        deadline.pause();
        if (chunk.done) return;
        yield chunk.value;
      }
    } catch (error) {
      if (!closed) throw error;
    } finally {
      close();
    }
  }

  return {
    status: response.status,
    header: (name) => response.header(name),
    url: url.href,
    body: read(),
    close,
  };
}
