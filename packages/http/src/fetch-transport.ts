import type { Transport, TransportOptions } from './transport';

async function* readChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Closes the connection when the loop was broken off; a stream that failed says so once more, which is no news.
    reader.cancel().catch(() => undefined);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {}

/**
 * The transport of runtimes other than Node.js, and of everybody who passes `fetch`.
 * The runtime decides about connections, certificates and proxies.
 */
export function createTransport(options: TransportOptions): Transport {
  return async ({ method, url, headers, body, signal }) => {
    const send = options.fetch ?? globalThis.fetch;
    const response = await send(url.href, {
      method,
      headers: { ...headers },
      signal,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      body: response.body === null ? nothing() : readChunks(response.body),
    };
  };
}
