import { createTransport, type TransportOptions, UnleashError, validateHeaders } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';
import { fetchWithRetries } from './fetch-with-retries';

export interface FromUrlOptions extends TransportOptions {
  /** Sent with the request, and nothing else is: the client's own headers never go there. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The time one request has, redirects and body included, in milliseconds. Default 10000. */
  readonly timeoutMs?: number | undefined;
  /** How often a request that failed is tried again, 0.5 to 2 s apart. Default: the client's `requestRetries`, 3. */
  readonly retries?: number | undefined;
}

/** A start waits for it, so it must not take as long as a poll in the background may. */
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_RETRIES = 3;
const LONGEST_TIMEOUT_MS = 2_147_483_647;
const MOST_RETRIES = 100;
const TRANSPORT_OPTIONS: readonly string[] = [
  'agent',
  'ca',
  'rejectUnauthorized',
  'fetch',
] satisfies (keyof TransportOptions)[];

/**
 * Initial flags from an address that answers with the JSON of the server's `client/features`: a bucket, a CDN, another
 * service. It is asked when the client is initialized; an answer has up to 50 MB, or
 * what the client's `limits` say.
 * @throws UnleashError `INVALID_OPTION` for an address, header or number that cannot work.
 */
export function fromUrl(url: string | URL, options: FromUrlOptions = {}): BootstrapSource {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, retries, headers = {}, ...transport } = options;
  const unknown = Object.keys(transport).find((name) => !TRANSPORT_OPTIONS.includes(name));
  if (unknown !== undefined) {
    const known = ['headers', 'timeoutMs', 'retries', ...TRANSPORT_OPTIONS].join(', ');
    const message = `fromUrl has no option ${unknown.slice(0, 100)}; its options are ${known}`;
    throw new UnleashError('INVALID_OPTION', message);
  }
  const address = parseAddress(url);
  validateHeaders(headers, 'the headers of fromUrl');
  checkNumber('timeoutMs', timeoutMs, 1, LONGEST_TIMEOUT_MS);
  if (retries !== undefined) checkNumber('retries', retries, 0, MOST_RETRIES);
  // Made for its complaints alone, which are due now; it opens nothing.
  createTransport(transport);
  const request = { ...transport, headers: { ...headers }, timeoutMs };
  return {
    name: `${address.origin}${address.pathname}`,
    load: ({ signal, holdsProcess, limits, retries: ofClient } = {}) =>
      fetchWithRetries(address, {
        ...request,
        signal,
        holdsProcess,
        limits,
        retries: retries ?? ofClient ?? DEFAULT_RETRIES,
      }),
  };
}

function parseAddress(url: string | URL): URL {
  const address = URL.canParse(String(url)) ? new URL(String(url)) : undefined;
  const expected = 'the url of fromUrl must be an http(s) address';
  // What was given may be a signed address or a token: nothing of it is shown.
  if (address === undefined) throw new UnleashError('INVALID_OPTION', `${expected}, got what is no URL`);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    const given = address.protocol === 'file:' ? 'a file: URL: use fromFile' : 'a URL of another scheme';
    throw new UnleashError('INVALID_OPTION', `${expected}, got ${given}`);
  }
  if (address.username !== '' || address.password !== '') {
    const message = `${expected} without a user name and password; send them in the headers`;
    throw new UnleashError('INVALID_OPTION', message);
  }
  address.hash = '';
  return address;
}

function checkNumber(name: string, value: unknown, least: number, most: number): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  const given = typeof value === 'number' ? value : typeof value;
  const message = `${name} of fromUrl must be a number from ${least} to ${most}, got ${given}`;
  throw new UnleashError('INVALID_OPTION', message);
}
