import type { UnleashError } from '@unleash-client/http';

/** What servers and proxies answer that do not know an endpoint, or have it switched off. */
const STATUSES: ReadonlySet<number> = new Set([404, 405, 406, 410, 501]);

/** Whether an endpoint is not there, rather than out of order; a 2xx that is an error is a page instead of a stream. */
export const isMissing = ({ status = 0 }: UnleashError): boolean =>
  STATUSES.has(status) || (status >= 200 && status < 300);
