/** What a redirect may reasonably say; a body that goes on costs its connection. */
const LONGEST_BYTES = 64 * 1024;

/** Reads a body that nobody needs, so that its connection can be used again, and breaks it off when it is long. */
export async function discardBody(body: AsyncIterable<Uint8Array>): Promise<void> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BYTES) break;
  }
}
