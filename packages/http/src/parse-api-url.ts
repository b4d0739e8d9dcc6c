import { redact } from './redact';
import { UnleashError } from './unleash-error';

const EXPECTED = 'the http(s) address of an Unleash API, such as "https://unleash.example.com/api"';

/** What was given, without anything that may be a secret in it. */
const describeGiven = (given: unknown): string => {
  if (typeof given !== 'string') return given === null ? 'null' : typeof given;
  if (!given.includes('//') && /^[^\s/]+:[^\s/]+\.[^\s/]+$/.test(given))
    return 'something that looks like an API token';
  const withoutQuery = given.replace(/[?#].*$/s, (tail) => `${tail.charAt(0)}***`);
  const withoutCredentials = withoutQuery.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1***@');
  return JSON.stringify(redact(withoutCredentials, []).slice(0, 120));
};

const refuse = (expected: string, given: unknown): UnleashError =>
  new UnleashError('INVALID_OPTION', `url must be ${expected}, got ${describeGiven(given)}`);

const parse = (given: string): URL | undefined => {
  try {
    return new URL(given);
  } catch {
    // The parser's own error repeats its input, credentials included.
    return undefined;
  }
};

/**
 * Reads the address of an Unleash API; a trailing slash or `/client/features` is dropped.
 * Throws `INVALID_OPTION` for what is no http(s) URL, and for one with credentials, a query or a fragment.
 */
export function parseApiUrl(url: string): URL {
  const parsed = typeof url === 'string' ? parse(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) throw refuse(EXPECTED, url);
  if (parsed.username !== '' || parsed.password !== '') {
    throw refuse(`${EXPECTED} without a user name and password (send them as a header)`, url);
  }
  if (/[?#]/.test(url)) throw refuse(`${EXPECTED} without a query and fragment`, url);
  parsed.pathname = parsed.pathname
    .replace(/\/+$/, '')
    .replace(/\/client\/features$/, '')
    .replace(/\/+$/, '');
  return parsed;
}
