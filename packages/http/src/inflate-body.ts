import type { IncomingMessage } from 'node:http';
import { pipeline, type Transform } from 'node:stream';
import { tooLarge } from './body-limits';
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
  const bodiless = incoming.statusCode === 204 || incoming.statusCode === 304;
  const decoder = createDecoder(
    bodiless ? '' : (incoming.headers['content-encoding'] ?? '').trim().toLowerCase(),
  );
  if (decoder === undefined) return incoming;
  decoder.on('error', () => undefined);
  const refuse = () => tooLarge('responseBytes', maxWireBytes);
  const limit = (bytes: AsyncIterable<Uint8Array>) => limitBytes(bytes, maxWireBytes, refuse);
  pipeline(incoming, limit, decoder, () => undefined);
  return decoder;
}
