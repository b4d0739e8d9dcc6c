import type { Agent, RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { loadBuiltin } from '../load-builtin';
import type { HttpProxy } from './parse-proxy';
import { proxyFailure } from './proxy-failure';
import { proxyRefusal } from './proxy-refusal';
import { proxyTarget } from './proxy-target';

/** What a request through a tunnel tells the agent, besides its own options. */
export interface TunnelOptions extends RequestOptions {
  /** Ends the attempt to make a tunnel. */
  readonly tunnelSignal: AbortSignal;
  /** Whether the process waits for the tunnel. */
  readonly holdsProcess: boolean;
}

type Done = (error: Error | null, socket: Duplex) => void;

/** Asks the proxy for a connection to `authority`, over which it sees nothing but encrypted bytes. */
function openTunnel(
  proxy: HttpProxy,
  authority: string,
  tls: RequestOptions,
  { tunnelSignal, holdsProcess }: TunnelOptions,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const client = loadBuiltin(proxy.protocol === 'https:' ? 'node:https' : 'node:http');
    const asking = client.request({
      ...tls,
      ...proxyTarget(proxy),
      method: 'CONNECT',
      path: authority,
      // The connection becomes the tunnel: it goes into no pool, and yet must not be closed after the answer.
      agent: false,
      signal: tunnelSignal,
    });
    // Not as an option: Node.js prints those where NODE_DEBUG is set, the password with them.
    const headers = { host: authority, connection: 'keep-alive', ...proxy.credentials };
    for (const [name, value] of Object.entries(headers)) asking.setHeader(name, value);
    if (!holdsProcess) asking.once('socket', (socket) => socket.unref());
    asking.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      reject(proxyRefusal(proxy, statusCode));
    });
    asking.on('error', (error) => reject(proxyFailure(proxy, error)));
    asking.once('close', () => reject(proxyFailure(proxy, 'it was closed before an answer arrived')));
    asking.end();
  });
}

/**
 * An agent whose connections lead through a proxy, by `CONNECT`, and are kept alive. `tls` goes for the connection to the
 * proxy too, where that is encrypted itself.
 */
export function createTunnelAgent(proxy: HttpProxy, tls: RequestOptions): Agent {
  const https = loadBuiltin('node:https');
  const agent = new https.Agent({ keepAlive: true });
  // Remembers TLS sessions, as for connections without a proxy.
  const encrypt = agent.createConnection.bind(agent);

  const connect = async (options: TunnelOptions): Promise<Duplex> => {
    const host = options.host?.includes(':') ? `[${options.host}]` : options.host;
    const socket = await openTunnel(proxy, `${host}:${options.port}`, tls, options);
    try {
      return encrypt({ ...options, socket } as RequestOptions) as Duplex;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };

  agent.createConnection = (options, done: Done = () => undefined) => {
    connect(options as TunnelOptions).then(
      (socket) => done(null, socket),
      (error: Error) => done(error, undefined as unknown as Duplex),
    );
    return undefined;
  };
  return agent;
}
