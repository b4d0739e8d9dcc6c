import http, { type IncomingMessage, type RequestListener, type Server } from 'node:http';
import https, { type ServerOptions } from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestServer {
  /** `http://127.0.0.1:PORT`, or https with `tls`. */
  readonly origin: string;
  /** The requests that reached the handler, in order. */
  readonly requests: readonly IncomingMessage[];
  readonly server: Server;
}

/** Starts a real server on a free port for one test; it ends, with all of its connections, when the test does. */
export async function startServer(handler: RequestListener, tls?: ServerOptions): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    handler(request, response);
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, requests, server };
}

/** Starts a server for one test that takes every connection, says nothing, or only `words`, and hangs up after those. */
export async function startDumbServer(
  words?: string,
): Promise<{ readonly host: string; readonly sockets: readonly Socket[] }> {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket.on('error', () => undefined).resume());
    if (words !== undefined) socket.end(words);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** Resolves when a connection is gone, whether it ended or was reset. */
export function gone(socket: Socket | undefined): Promise<void> {
  if (socket === undefined) throw new Error('no request has arrived');
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.on('error', () => undefined).once('close', () => resolve());
  });
}
