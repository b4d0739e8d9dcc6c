import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What comes out of the proxy instead of what the server sent. */
export interface Tampering {
  /** Of an event of a stream, without the empty line at its end: any number of events. */
  readonly event?: ((event: string) => readonly string[]) | undefined;
  /** Of the body of an answer to `client/delta`. */
  readonly delta?: ((body: string) => string) | undefined;
}

export interface TamperingProxy {
  readonly url: string;
  /** The paths that were asked for, and when (by `Date.now`). */
  readonly asked: readonly { readonly path: string; readonly at: number }[];
  tampering: Tampering;
  /** Breaks off all connections. */
  cut(): void;
}

/** Stands between a client and a dev server, breaks connections and changes what is said; ends with the test. */
export async function startTamperingProxy(
  target: string,
  tampering: Tampering = {},
): Promise<TamperingProxy> {
  const { origin } = new URL(target);
  const asked: { path: string; at: number }[] = [];
  const sockets = new Set<Socket>();
  const proxy = { tampering };

  const passEvents = async (incoming: IncomingMessage, response: ServerResponse) => {
    response.flushHeaders();
    let rest = '';
    for await (const chunk of incoming.setEncoding('utf8')) {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const changed = proxy.tampering.event?.(event) ?? [event];
        // In one piece: of events in the wrong order none must be lost with a connection, since no client could tell.
        if (changed.length > 0) response.write(changed.map((text) => `${text}\n\n`).join(''));
      }
    }
    response.end();
  };
  const pass = async (incoming: IncomingMessage, path: string, response: ServerResponse) => {
    const { 'content-length': _, ...headers } = incoming.headers;
    response.writeHead(incoming.statusCode ?? 0, headers);
    if (path.endsWith('/streaming') && incoming.statusCode === 200) return passEvents(incoming, response);
    const body = await text(incoming);
    const isDelta = path.endsWith('/delta') && incoming.statusCode === 200;
    response.end(isDelta ? (proxy.tampering.delta?.(body) ?? body) : body);
  };
  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, at: Date.now() });
    // Bodies are passed on as they are, so that they can be tampered with as texts.
    const { 'accept-encoding': _, ...headers } = request.headers;
    const outgoing = http.request(`${origin}${path}`, { method: request.method, headers });
    outgoing.on(
      'response',
      (incoming) => void pass(incoming, path, response).catch(() => response.destroy()),
    );
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    cut();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, { url: `http://127.0.0.1:${port}/api`, asked, cut });
}
