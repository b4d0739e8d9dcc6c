import {
  createScheduler,
  type FetchTextOptions,
  fetchText,
  isFleeting,
  quickDelay,
  type TransportOptions,
  UnleashError,
  validateHeaders,
} from '@unleash-client/http';
import type { BootstrapSource, LoadOptions } from './bootstrap-source';

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

/**
 * Initial flags from an address that answers with the JSON of the server's `client/features`: a bucket, a CDN, another
 * service. It is asked when the client is initialized.
 * @throws UnleashError `INVALID_OPTION` for an address, header or number that cannot work.
 */
export function fromUrl(url: string | URL, options: FromUrlOptions = {}): BootstrapSource {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, retries, headers, ...transport } = options;
  const address = parseAddress(url);
  validateHeaders(headers ?? {}, 'the headers of fromUrl');
  checkNumber('timeoutMs', timeoutMs, 1, LONGEST_TIMEOUT_MS);
  if (retries !== undefined) checkNumber('retries', retries, 0, MOST_RETRIES);
  const request: FetchTextOptions = { ...transport, headers, timeoutMs };
  return {
    name: `${address.origin}${address.pathname}`,
    load: ({ signal, holdsProcess, retries: ofClient } = {}) =>
      fetchWithRetries(address, { ...request, signal, holdsProcess }, retries ?? ofClient ?? DEFAULT_RETRIES),
  };
}

async function fetchWithRetries(address: URL, request: FetchTextOptions, retries: number): Promise<string> {
  for (let left = retries; ; left -= 1) {
    try {
      return await fetchText(address, request);
    } catch (error) {
      const isHopeless = left === 0 || request.signal?.aborted === true;
      if (isHopeless || !(error instanceof UnleashError) || !isFleeting(error)) throw error;
    }
    await pause(request);
  }
}

/** A pause between two tries, cut short when nobody waits any more. */
function pause({ signal, holdsProcess = true }: LoadOptions): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = createScheduler({ holdsProcess }).after(quickDelay(Math.random), end);
    signal?.addEventListener('abort', end, { once: true });
  });
}

function parseAddress(url: string | URL): URL {
  const address = URL.canParse(String(url)) ? new URL(String(url)) : undefined;
  const expected = 'the url of fromUrl must be an http(s) address';
  // What was given may be a signed address or a token: nothing of it is shown.
  if (address === undefined) throw new UnleashError('INVALID_OPTION', `${expected}, got what is no URL`);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    const hint = address.protocol === 'file:' ? '; for files there is fromFile' : '';
    throw new UnleashError('INVALID_OPTION', `${expected}, got a ${address.protocol} URL${hint}`);
  }
  if (address.username !== '' || address.password !== '') {
    const message = `${expected} without a user name and password; send them in the headers`;
    throw new UnleashError('INVALID_OPTION', message);
  }
  return address;
}

function checkNumber(name: string, value: unknown, least: number, most: number): void {
  const isSound = typeof value === 'number' && value >= least && value <= most;
  if (isSound) return;
  const given = typeof value === 'number' ? value : typeof value;
  const message = `${name} of fromUrl must be a number from ${least} to ${most}, got ${given}`;
  throw new UnleashError('INVALID_OPTION', message);
}
