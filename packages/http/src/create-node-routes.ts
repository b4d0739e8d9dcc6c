import type { Agent } from 'node:http';
import type { RequestOptions } from 'node:https';
import { loadBuiltin } from './load-builtin';
import { createTunnelAgent, type TunnelOptions } from './proxy/create-tunnel-agent';
import type { HttpProxy } from './proxy/parse-proxy';
import { proxyFailure } from './proxy/proxy-failure';
import { proxyRefusal } from './proxy/proxy-refusal';
import { proxyTarget } from './proxy/proxy-target';
import { readProxies } from './proxy/read-proxies';
import type { TransportOptions, TransportRequest } from './transport';

/** How one request gets to its server. */
export interface Route {
  readonly options: RequestOptions;
  /** What the headers of the request begin with. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names who failed, where that is not the server. */
  explain(error: Error): Error;
  /** What a status means that is no answer of the server. */
  refusal(status: number): Error | undefined;
}

export interface NodeRoutes {
  /** The route of a request. Throws when the environment names a proxy that cannot be used. */
  find(request: TransportRequest): Route;
  /** Closes idle connections. */
  close(): void;
}

/** What a gateway says for itself; 503 may be the server's own, with its `Retry-After`. */
const OF_GATEWAYS: ReadonlySet<number> = new Set([407, 502, 504]);

const direct = (options: RequestOptions): Route => ({
  options,
  headers: {},
  explain: (error) => error,
  refusal: () => undefined,
});

/** Where a request goes; what `urlToHttpOptions` makes of a URL has more fields, and is slow to copy. */
const addressOf = ({ protocol, hostname, port, pathname, search }: URL): RequestOptions => ({
  protocol,
  hostname: hostname.replace(/^\[|\]$/g, ''),
  port,
  path: `${pathname}${search}`,
});

/** A request in clear is read by the proxy, which passes it on. */
const forwarded = (
  proxy: HttpProxy,
  { origin, host, pathname, search }: URL,
  more: RequestOptions,
): Route => ({
  options: { ...more, ...proxyTarget(proxy), path: `${origin}${pathname}${search}` },
  headers: { host, ...proxy.credentials },
  explain: (error) => proxyFailure(proxy, error),
  refusal: (status) => (OF_GATEWAYS.has(status) ? proxyRefusal(proxy, status) : undefined),
});

/**
 * The ways that requests take on Node.js: through the application's `agent`, through the proxy that the environment names
 * at this moment, else directly; all but the first over connections that are kept alive without holding the process.
 */
export function createNodeRoutes({ agent, ca, rejectUnauthorized }: TransportOptions): NodeRoutes {
  const tls: RequestOptions = {};
  if (ca !== undefined) tls.ca = ca as NonNullable<RequestOptions['ca']>;
  if (rejectUnauthorized !== undefined) tls.rejectUnauthorized = rejectUnauthorized;
  const pools = new Map<string, Agent>();
  const poolOf = (protocol: string): Agent => {
    const { Agent } = loadBuiltin(protocol === 'https:' ? 'node:https' : 'node:http');
    const pool = pools.get(protocol) ?? new Agent({ keepAlive: true });
    pools.set(protocol, pool);
    return pool;
  };
  const proxyFor = agent === undefined ? readProxies(process.env) : () => undefined;
  let tunnels: Agent | undefined;

  const find = ({ url, signal, holdsProcess = true }: TransportRequest): Route => {
    const isSecure = url.protocol === 'https:';
    const proxy = proxyFor(url);
    if (proxy !== undefined && !isSecure)
      return forwarded(proxy, url, { ...tls, agent: poolOf(proxy.protocol) });
    const target = { ...tls, ...addressOf(url) };
    if (proxy === undefined)
      return direct({ ...target, agent: (agent as Agent | undefined) ?? poolOf(url.protocol) });
    tunnels ??= createTunnelAgent(proxy, tls);
    const options: TunnelOptions = { ...target, agent: tunnels, tunnelSignal: signal, holdsProcess };
    return direct(options);
  };

  return {
    find,
    close: () => {
      for (const pool of pools.values()) pool.destroy();
      tunnels?.destroy();
    },
  };
}
