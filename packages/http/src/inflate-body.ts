import type { IncomingMessage } from 'node:http';
import { pipeline, type Transform } from 'node:stream';
import { tooLarge } from './body-limits';
import { isBodiless } from './is-bodiless';
import { limitBytes } from './limit-bytes';
import { loadBuiltin } from './load-builtin';

const createDecoder = (encoding: string): Transform | undefined => {
  switch (encoding) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return loadBuiltin('node:zlib').createGunzip();
    case 'deflate':
      return loadBuiltin('node:zlib').createInflate();
    case 'br':
      return loadBuiltin('node:zlib').createBrotliDecompress();
    default:
      throw new Error(`content-encoding ${JSON.stringify(encoding.slice(0, 40))} is not supported`);
  }
};

/** What follows 204 and 304, whatever their headers say. */
const NOTHING: AsyncIterable<Uint8Array> = {
  async *[Symbol.asyncIterator]() {},
};

/**
 * The body of an answer as the server meant it, inflated while it is read; rejects with `TOO_LARGE` once more compressed
 * bytes than `maxWireBytes` have arrived. Throws for an encoding nobody asked for.
 */
export function inflateBody(
  incoming: IncomingMessage,
  maxWireBytes = Number.POSITIVE_INFINITY,
): AsyncIterable<Uint8Array> {
  // Both may fail while nobody reads them yet; the error is kept for the reader.
  incoming.on('error', () => undefined);
  if (isBodiless(incoming.statusCode)) {
    // Ends it, so that the connection is free for the next request. Each poll comes this way, and reading nothing is not cheap.
    incoming.resume();
    return NOTHING;
  }
  const decoder = createDecoder((incoming.headers['content-encoding'] ?? '').trim().toLowerCase());
  if (decoder === undefined) return incoming;
  decoder.on('error', () => undefined);
  const refuse = () => tooLarge('responseBytes', maxWireBytes);
  const limit = (bytes: AsyncIterable<Uint8Array>) => limitBytes(bytes, maxWireBytes, refuse);
  pipeline(incoming, limit, decoder, () => undefined);
  return decoder;
}
