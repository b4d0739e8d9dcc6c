import type { ClientRequest, IncomingMessage } from 'node:http';
import { createNodeRoutes, type Route } from './create-node-routes';
import { createTransport as createFetchTransport } from './fetch-transport';
import { inflateBody } from './inflate-body';
import { loadBuiltin } from './load-builtin';
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from './transport';

const ENCODINGS = 'gzip, deflate, br';

const toResponse = (incoming: IncomingMessage, maxWireBytes?: number): TransportResponse => ({
  status: incoming.statusCode ?? 0,
  header: (name) => {
    const value = incoming.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  },
  body: inflateBody(incoming, maxWireBytes),
});

/** Servers close idle connections; a request that meets the closing never reached the application. */
const metClosing = (outgoing: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

const send = (request: TransportRequest, route: Route, mayRepeat: boolean): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    const { method, headers, body, signal } = request;
    const client = loadBuiltin(route.options.protocol === 'https:' ? 'node:https' : 'node:http');
    const outgoing = client.request({ ...route.options, method });
    // Not as an option: Node.js prints those where NODE_DEBUG is set, the token with them.
    const all = { 'accept-encoding': ENCODINGS, ...route.headers, ...headers };
    for (const [name, value] of Object.entries(all)) outgoing.setHeader(name, value);
    // The option `signal` would destroy the socket with an error, which nobody hears when the answer is complete by then.
    const hangUp = () => void outgoing.destroy();
    signal.addEventListener('abort', hangUp, { once: true });
    let answered = false;
    if (request.holdsProcess === false) outgoing.once('socket', (socket) => socket.unref());
    outgoing.once('response', (incoming) => {
      answered = true;
      try {
        const refusal = route.refusal(incoming.statusCode ?? 0);
        if (refusal !== undefined) throw refusal;
        resolve(toResponse(incoming, request.maxWireBytes));
      } catch (error) {
        reject(error);
        incoming.destroy();
      }
    });
    outgoing.on('error', (error) => {
      // A reset in the middle of an answer says itself to whoever reads that.
      if (answered) return;
      if (mayRepeat && !signal.aborted && metClosing(outgoing, error)) resolve(send(request, route, false));
      else reject(route.explain(error));
    });
    outgoing.once('close', () => {
      signal.removeEventListener('abort', hangUp);
      if (!answered) reject(new Error('the connection was closed before an answer arrived'));
    });
    outgoing.end(body);
  });

/**
 * The transport of Node.js: `node:http` and `node:https`, connections kept alive without holding the process, answers
 * inflated (gzip, deflate, br). A GET that meets the closing of an idle connection is repeated once at once. Proxies are
 * those that the environment names now, and none beside an `agent`.
 */
export function createTransport(options: TransportOptions): Transport {
  if (options.fetch !== undefined) return createFetchTransport(options);
  const routes = createNodeRoutes(options);
  const transport: Transport = async (request) => {
    request.signal.throwIfAborted();
    return send(request, routes.find(request), request.method === 'GET');
  };
  transport.close = routes.close;
  return transport;
}
