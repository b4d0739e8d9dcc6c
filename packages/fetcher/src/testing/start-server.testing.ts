import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '@unleash-client/http';
import { onTestFinished } from 'vitest';

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  /** The requests that arrived, in order. */
  readonly requests: readonly IncomingMessage[];
  /** A client of this server. */
  client(options?: Partial<HttpClientOptions>): HttpClient;
}

/** Starts a real server that handles one request after the other, the last handler for ever, until the test ends. */
export async function startServer(...handlers: [Handler, ...Handler[]]): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const handle = handlers[Math.min(requests.length, handlers.length - 1)];
    requests.push(request);
    handle?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const identity = { appName: 'shop', instanceId: 'shop-1', connectionId: 'c', sdk: 'unleash-client:0.1.0' };
  return {
    requests,
    client: (options) => createHttpClient({ ...identity, url: `http://127.0.0.1:${port}/api`, ...options }),
  };
}
