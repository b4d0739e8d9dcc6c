import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished, vi } from 'vitest';

const USER = 'proxy-user';
/** A password that needs encoding in an address. */
export const PROXY_PASSWORD = 'p@ss:w0rd-of-the-proxy';
/** User and password as they are sent. */
export const PROXY_LOGIN = Buffer.from(`${USER}:${PROXY_PASSWORD}`).toString('base64');

/**
 * A proxy that insists on its password, for requests in clear and by `CONNECT`; it is the one in this process's
 * environment until the test ends. `asked` has what it was asked for: `GET http://host/path`, `CONNECT host:port`.
 */
export async function startForwardProxy() {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const isWelcome = ({ headers }: IncomingMessage) =>
    headers['proxy-authorization'] === `Basic ${PROXY_LOGIN}`;

  const server = http.createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`);
    if (!isWelcome(request)) {
      response.writeHead(407).end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const outgoing = http.request(request.url ?? '', { method: request.method, headers });
    outgoing.on('response', (incoming) => {
      response.writeHead(incoming.statusCode ?? 0, incoming.headers);
      incoming.on('error', () => response.destroy()).pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  });
  server.on('connection', keep);
  server.on('connect', (request, client: Duplex) => {
    asked.push(`CONNECT ${request.url}`);
    if (!isWelcome(request)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = net.connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    keep(target);
    target.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => target.destroy()).on('close', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY']) {
    vi.stubEnv(name.toLowerCase(), '');
    vi.stubEnv(name, `http://${USER}:${encodeURIComponent(PROXY_PASSWORD)}@127.0.0.1:${port}`);
  }
  for (const name of ['NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(name, '');
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { asked: asked as readonly string[] };
}
