import { UnleashError } from './unleash-error';

const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers about the connection itself: set by hand they break the framing of the request. */
const CONNECTION_HEADERS = new Set(
  'connection content-length expect keep-alive te trailer transfer-encoding upgrade'.split(' '),
);

const wrong = (message: string): UnleashError => new UnleashError('INVALID_OPTION', message);

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return Array.isArray(value) ? 'a list' : (Object.getPrototypeOf(value)?.constructor?.name ?? 'object');
};

/** Whether a text can travel as a header value. */
export function isSendable(value: string): boolean {
  return VALUE.test(value);
}

/**
 * Checks headers and answers a copy with lower-case names, each value trimmed of blanks and line ends around it.
 * Throws `INVALID_OPTION` with the option's and the header's name, never with a value.
 */
export function cleanHeaders(headers: unknown, optionName: string): Record<string, string> {
  if (typeof headers !== 'object' || headers === null || Symbol.iterator in headers) {
    throw wrong(`${optionName} must be a plain object of header names and strings, got ${kindOf(headers)}`);
  }
  const clean = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const shown = JSON.stringify(name.slice(0, 60));
    if (!NAME.test(name)) throw wrong(`${optionName}: ${shown} is no valid header name`);
    const key = name.toLowerCase();
    if (CONNECTION_HEADERS.has(key))
      throw wrong(`${optionName}: ${shown} belongs to the connection and cannot be set`);
    if (typeof value !== 'string')
      throw wrong(`${optionName}: ${shown} must be a string, got ${kindOf(value)}`);
    if (clean.has(key)) throw wrong(`${optionName}: ${shown} is given twice`);
    const trimmed = value.trim();
    if (!isSendable(trimmed)) {
      throw wrong(
        `${optionName}: the value of ${shown} holds a character that no header can carry, such as a line end`,
      );
    }
    clean.set(key, trimmed);
  }
  return Object.fromEntries(clean);
}
