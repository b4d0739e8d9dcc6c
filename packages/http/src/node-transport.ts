import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { createTransport as createFetchTransport } from './fetch-transport';
import { inflateBody } from './inflate-body';
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from './transport';

const ENCODINGS = 'gzip, deflate, br';

const toResponse = (incoming: IncomingMessage): TransportResponse => ({
  status: incoming.statusCode ?? 0,
  header: (name) => {
    const value = incoming.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  },
  body: inflateBody(incoming),
});

/** Servers close idle connections; a request that meets the closing never reached the application. */
const metClosing = (outgoing: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

const send = (
  request: TransportRequest,
  connection: RequestOptions,
  mayRepeat: boolean,
): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body, signal } = request;
    const client = url.protocol === 'https:' ? https : http;
    const outgoing = client.request(url, {
      ...connection,
      method,
      headers: { 'accept-encoding': ENCODINGS, ...headers },
      signal,
    });
    if (request.holdsProcess === false) outgoing.once('socket', (socket) => socket.unref());
    outgoing.once('response', (incoming) => {
      try {
        resolve(toResponse(incoming));
      } catch (error) {
        reject(error);
        incoming.destroy();
      }
    });
    outgoing.on('error', (error) => {
      if (mayRepeat && metClosing(outgoing, error)) resolve(send(request, connection, false));
      else reject(error);
    });
    outgoing.once('close', () => reject(new Error('the connection was closed before an answer arrived')));
    outgoing.end(body);
  });

/**
 * The transport of Node.js: `node:http` and `node:https`, connections kept alive without holding the process, answers
 * inflated (gzip, deflate, br). A GET that meets the closing of an idle connection is repeated once at once.
 */
export function createTransport(options: TransportOptions): Transport {
  if (options.fetch !== undefined) return createFetchTransport(options);
  // Each opens its first connection when it is asked to.
  const plain = new http.Agent({ keepAlive: true });
  const secure = new https.Agent({ keepAlive: true });
  const agentFor = ({ protocol }: URL) => options.agent ?? (protocol === 'https:' ? secure : plain);
  const tls: RequestOptions = {};
  if (options.ca !== undefined) tls.ca = options.ca as NonNullable<RequestOptions['ca']>;
  if (options.rejectUnauthorized !== undefined) tls.rejectUnauthorized = options.rejectUnauthorized;

  const transport: Transport = async (request) =>
    send(request, { ...tls, agent: agentFor(request.url) as http.Agent }, request.method === 'GET');
  transport.close = () => {
    plain.destroy();
    secure.destroy();
  };
  return transport;
}
