import type { Route } from '../api-request';
import { readBody } from '../read-body';
import type { Recent } from '../recent';
import { emptyReply } from '../reply';

/** What a client has said about itself when it started: `instanceId`, `sdkVersion`, `strategies`, `interval` and more. */
export interface Registration {
  readonly appName: string;
  readonly [key: string]: unknown;
}

/** `POST /api/client/register`. */
export const registerRoute =
  (registrations: Recent<Registration>): Route =>
  (request) => {
    const body = readBody(request);
    if ('refusal' in body) return body.refusal;
    registrations.add(body.node);
    // The version whose answers this server gives.
    return emptyReply(202, { 'X-Unleash-Version': '8.2.0' });
  };
