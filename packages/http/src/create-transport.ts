import { createTransport as createPlatformTransport } from '#transport';
import type { Transport, TransportOptions } from './transport';
import { UnleashError } from './unleash-error';

const refuseBeside = (name: string, given: boolean): void => {
  if (given)
    throw new UnleashError('INVALID_OPTION', `${name} has no effect together with fetch: give one of them`);
};

/**
 * The transport of this runtime: `node:http` on Node.js, else fetch; a given `fetch` is used everywhere.
 * Throws `INVALID_OPTION` when `fetch` is given together with `agent`, `ca` or `rejectUnauthorized: false`.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  if (options.fetch !== undefined) {
    refuseBeside('agent', options.agent !== undefined);
    refuseBeside('ca', options.ca !== undefined);
    refuseBeside('rejectUnauthorized', options.rejectUnauthorized === false);
  }
  return createPlatformTransport(options);
}
