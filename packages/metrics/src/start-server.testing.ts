import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '@unleash-client/http';
import { onTestFinished } from 'vitest';

/** How a server treats a request: an answer, silence, or a reset of the connection before or after it read the body. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'reset before reading'
  | 'reset after reading';

export interface TestServer {
  /** `http://127.0.0.1:PORT/api` */
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  /** The bodies that it read, in order. */
  readonly bodies: readonly string[];
  /** Those that it answered with 2xx. */
  readonly taken: readonly string[];
  /** Resolves when a request has arrived, whatever becomes of it. */
  arrival(): Promise<void>;
  /** A client of this server. */
  client(options?: Partial<HttpClientOptions>): HttpClient;
}

/** Starts a real server for one test; `decide` gets the body of each request, or undefined before it is read. */
export async function startServer(
  decide: (body: string | undefined, index: number) => Reply | undefined,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const bodies: string[] = [];
  const taken: string[] = [];
  let arrived: () => void = () => undefined;

  const server = createServer(async (request, response) => {
    const index = requests.push(request) - 1;
    if (decide(undefined, index) === 'reset before reading') return void request.socket.resetAndDestroy();
    const body = await text(request);
    bodies.push(body);
    arrived();
    const reply = decide(body, index);
    if (reply === 'hang') return;
    if (typeof reply === 'string' || reply === undefined) return void request.socket.resetAndDestroy();
    if (reply.status >= 200 && reply.status < 300) taken.push(body);
    response.writeHead(reply.status, reply.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const identity = { appName: 'shop', instanceId: 'shop-1', connectionId: 'c', sdk: 'unleash-client:0.1.0' };
  return {
    url,
    requests,
    bodies,
    taken,
    arrival: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
    client: (options) => createHttpClient({ ...identity, url, ...options }),
  };
}

/** A server that treats one request after the other as told, the last way for ever. */
export const startScriptedServer = (...replies: [Reply, ...Reply[]]): Promise<TestServer> =>
  startServer((_, index) => replies[Math.min(index, replies.length - 1)]);
