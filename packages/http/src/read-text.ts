import { UnleashError } from './unleash-error';

export interface ReadOptions {
  /** The most bytes to accept, counted after inflating. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a body as UTF-8 text without its byte order mark.
 * Stops reading and throws `TOO_LARGE` at the first byte over the limit, however much would follow.
 */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: ReadOptions,
): Promise<string> {
  // Decoding piece by piece keeps the event loop free in the middle of a large body.
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of body) {
    signal.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new UnleashError('TOO_LARGE', `the answer is larger than the limit of ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
