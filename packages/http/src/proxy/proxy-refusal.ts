import type { HttpProxy } from './parse-proxy';

/** Says that a proxy answered where the server should have. Holds no password. */
export function proxyRefusal({ shown }: HttpProxy, status: number): Error {
  const advice = status === 407 ? ': its address needs a valid user and password' : '';
  return new Error(`the proxy ${shown} answered ${status} in the server's place${advice}`);
}
