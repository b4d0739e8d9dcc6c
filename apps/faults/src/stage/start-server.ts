import http, { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Answer, answer } from './answer';
import { certificate } from './certificate';

/** What is asked of an Unleash server, and `other` for all else. */
export type Endpoint = 'features' | 'delta' | 'streaming' | 'metrics' | 'register' | 'other';

export interface Received {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds, by a clock that nobody sets. */
  readonly at: number;
}

export interface FaultyServer {
  /** The address of its API. */
  readonly url: string;
  readonly origin: string;
  readonly requests: readonly Received[];
  /** The requests for an endpoint. */
  of(endpoint: Endpoint): readonly Received[];
  /** Answers differently from now on. */
  play(answers: Partial<Record<Endpoint, Answer>>): void;
  /** Closes the port and all connections; `reopen` takes the same port again. */
  shut(): Promise<void>;
  reopen(): Promise<void>;
}

const ENDPOINTS: readonly Endpoint[] = ['features', 'delta', 'streaming', 'metrics', 'register'];

const endpointOf = (path: string): Endpoint => {
  const last = path.split('?', 1)[0]?.split('/').at(-1);
  return ENDPOINTS.find((endpoint) => endpoint === last) ?? 'other';
};

/**
 * A server that does to each request what it is told to. By default it has the flag `steady`, takes usage and
 * registrations, and offers polling alone.
 */
export async function startServer(
  answers: Partial<Record<Endpoint, Answer>> = {},
  options: { readonly isSecure?: boolean } = {},
): Promise<FaultyServer> {
  const script: Record<Endpoint, Answer> = {
    features: answer.flags('steady'),
    delta: answer.status(404),
    streaming: answer.status(404),
    metrics: answer.status(202),
    register: answer.status(202),
    other: answer.status(404),
    ...answers,
  };
  const requests: Received[] = [];
  const listener: RequestListener = async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    // A client may go away in the middle of its request.
    const body = await text(request).catch(() => '');
    const endpoint = endpointOf(path);
    requests.push({ endpoint, method, path, headers, body, at: performance.now() });
    response.on('error', () => undefined);
    script[endpoint](request, response);
  };
  const isSecure = options.isSecure === true;
  const server = isSecure ? https.createServer(certificate, listener) : http.createServer(listener);
  server.on('clientError', (_, socket) => socket.destroy());
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const origin = `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}`;
  return {
    url: `${origin}/api`,
    origin,
    requests,
    of: (endpoint) => requests.filter((request) => request.endpoint === endpoint),
    play: (next) => void Object.assign(script, next),
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: () => listen(port),
  };
}
