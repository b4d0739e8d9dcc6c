import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https, { type ServerOptions } from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

const USER = 'alice';
/** A password that needs encoding in an address. */
export const PASSWORD = 'p@ss:w0rd';
/** The user and the password as they are sent. */
export const LOGIN = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');

export interface TestProxy {
  /** As the variables of the environment have it, with user and password. */
  readonly address: string;
  readonly host: string;
  /** What it was asked for, in order: `CONNECT host:443`, `GET http://host/path`. */
  readonly asked: string[];
  /** The connections that clients made to it. */
  readonly connections: readonly Socket[];
  /** Every byte that clients sent, in clear or encrypted, as Latin-1. */
  heard(): string;
  readonly server: net.Server;
}

const isWelcome = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === `Basic ${LOGIN}`;

/** Passes a request in clear on to its server. */
const forward = (request: IncomingMessage, response: ServerResponse) => {
  const { 'proxy-authorization': _, ...headers } = request.headers;
  const outgoing = http.request(request.url ?? '', { method: request.method, headers });
  outgoing.on('response', (incoming) => {
    response.writeHead(incoming.statusCode ?? 0, incoming.headers);
    incoming.pipe(response);
  });
  outgoing.on('error', () => response.writeHead(502).end());
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
};

/** Joins a client with the server that it asks for. */
const join = (request: IncomingMessage, client: Duplex) => {
  const { hostname, port } = new URL(`http://${request.url}`);
  const server = net.connect(Number(port || 443), hostname);
  server.once('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(server).pipe(client);
  });
  server.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  server.on('close', () => client.destroy());
  client.on('error', () => server.destroy()).on('close', () => server.destroy());
};

/** Starts a real proxy for one test, for requests in clear and by `CONNECT`, that insists on its password. */
export async function startProxy(tls?: ServerOptions): Promise<TestProxy> {
  const asked: string[] = [];
  const connections: Socket[] = [];
  const heard: Buffer[] = [];
  const server = tls === undefined ? http.createServer() : https.createServer(tls);
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (isWelcome(request)) forward(request, response);
    else response.writeHead(407).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (isWelcome(request)) join(request, socket);
    else socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });

  // A door of its own, so that what was heard is what was on the wire.
  const door = net.createServer((client) => {
    connections.push(client);
    client.on('data', (bytes) => heard.push(bytes));
    const { port } = server.address() as AddressInfo;
    const inside = net.connect(port, '127.0.0.1');
    client.on('error', () => inside.destroy()).on('close', () => inside.destroy());
    inside.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.pipe(inside).pipe(client);
  });
  for (const each of [server, door]) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  }
  onTestFinished(() => {
    for (const client of connections) client.destroy();
    server.closeAllConnections();
    server.close();
    door.close();
  });
  const host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  const login = `${USER}:${encodeURIComponent(PASSWORD)}`;
  return {
    address: `${tls === undefined ? 'http' : 'https'}://${login}@${host}`,
    host,
    asked,
    connections,
    heard: () => Buffer.concat(heard).toString('latin1'),
    server: door,
  };
}
