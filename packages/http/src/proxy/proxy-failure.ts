import { describeFault } from '../describe-fault';
import type { HttpProxy } from './parse-proxy';

/** Says that a connection to a proxy failed, so that nobody looks for the fault in the server. Holds no password. */
export function proxyFailure({ shown }: HttpProxy, thrown: unknown): Error {
  return new Error(`the connection to the proxy ${shown} failed: ${describeFault(thrown)}`);
}
