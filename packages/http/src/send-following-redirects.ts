import { discardBody } from './discard-body';
import type { Transport, TransportRequest, TransportResponse } from './transport';
import { UnleashError } from './unleash-error';

const MOST_HOPS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** The redirects that keep the method and the body. */
const KEEPING: ReadonlySet<number> = new Set([307, 308]);

const refuse = (message: string, status: number): UnleashError =>
  new UnleashError('REDIRECT', message, { status });

const nextUrl = ({ method, url }: TransportRequest, status: number, location: string): URL => {
  if (!URL.canParse(location, url.href)) throw refuse('the server redirects to what is no URL', status);
  const next = new URL(location, url);
  next.username = '';
  next.password = '';
  if (next.origin !== url.origin) {
    throw refuse(
      `the server redirects from ${url.origin} to ${next.origin}; credentials never follow to another origin: if it is right, make it the url`,
      status,
    );
  }
  if (method === 'POST' && !KEEPING.has(status)) {
    throw refuse(`the server redirects a POST with status ${status}, which would lose its body`, status);
  }
  return next;
};

/** An answer, and where it came from. */
export interface Redirected {
  readonly url: URL;
  readonly response: TransportResponse;
}

/**
 * Sends a request and follows redirects within its origin, up to five. Throws `REDIRECT`, and sends nothing more, for
 * another origin (http instead of https is one), for more hops, and for a POST whose body the redirect would drop.
 */
export async function sendFollowingRedirects(
  transport: Transport,
  first: TransportRequest,
): Promise<Redirected> {
  let request = first;
  for (let hops = 0; ; hops += 1) {
    request.signal.throwIfAborted();
    const response = await transport(request);
    const location = REDIRECTS.has(response.status) ? response.header('location') : undefined;
    if (location === undefined) return { url: request.url, response };
    if (hops === MOST_HOPS)
      throw refuse(`the server redirects more than ${MOST_HOPS} times`, response.status);
    request = { ...request, url: nextUrl(request, response.status, location) };
    await discardBody(response.body);
  }
}
