/** Hands on the bytes of a body, and throws what `refuse` makes at the first over the limit, however many would follow. */
export async function* limitBytes(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  refuse: () => Error,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw refuse();
    yield chunk;
  }
}
