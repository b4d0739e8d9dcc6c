import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { HttpProxy } from './parse-proxy';

/** Options of a request that goes to the proxy itself. */
export function proxyTarget({ protocol, hostname, port }: HttpProxy): RequestOptions {
  // Node.js would take the name in the certificate from the Host header, which names the server behind the proxy.
  return { protocol, host: hostname, port, servername: isIP(hostname) === 0 ? hostname : '' };
}
