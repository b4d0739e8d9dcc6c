import { type BodyLimits, tooLarge } from './body-limits';
import { decodeText } from './decode-text';
import { limitBytes } from './limit-bytes';
import type { TransportResponse } from './transport';

/**
 * Reads a body as UTF-8 text without its byte order mark. Stops reading and throws `TOO_LARGE` at the first byte over a
 * limit, however much would follow, and before the first where the answer itself says that it has more.
 */
export async function readText(
  response: TransportResponse,
  limits: BodyLimits,
  signal: AbortSignal,
): Promise<string> {
  const { responseBytes, inflatedBytes } = limits;
  const announced = Number(response.header('content-length'));
  if (announced > responseBytes) throw tooLarge('responseBytes', responseBytes);
  // What is not compressed comes off the wire as it is; of the rest the transport counts what it inflates.
  const isPlain = response.header('content-encoding') === undefined;
  const limit = isPlain && responseBytes < inflatedBytes ? 'responseBytes' : 'inflatedBytes';
  return decodeText(
    limitBytes(response.body, limits[limit], () => tooLarge(limit, limits[limit])),
    signal,
  );
}
