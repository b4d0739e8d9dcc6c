import type { RedisClient } from '../clients/redis-client';
import type { RedisCacheOptions } from './redis-cache-options';

/** The options with all defaults filled in. */
export interface ResolvedOptions {
  readonly server: { readonly client: RedisClient } | { readonly url: string };
  readonly prefix: string;
  readonly ttlMs: number | undefined;
  readonly maxBytes: number;
  readonly commandTimeoutMs: number;
}

const NAMES = 'client, url, prefix, ttlMs, maxBytes, commandTimeoutMs';
const DEFAULT_PREFIX = 'unleash:';
/** As much as a whole answer may have. Clients of Redis need three to four times that to read it. */
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;
/** Longer strings cannot be made. */
const MOST_BYTES = 536_870_888;
const DEFAULT_TIMEOUT_MS = 500;
/** Timers know no longer delay. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;
/** A thousand years; Redis knows no expiry far beyond. */
const LONGEST_TTL_MS = 31_536_000_000_000;

/** @throws TypeError with the code `INVALID_OPTION` that says what is wrong with which option, and shows nothing of a url. */
export function resolveOptions(options: RedisCacheOptions): ResolvedOptions {
  if (typeof options !== 'object' || options === null) throw wrong('options', 'an object', options);
  const {
    client,
    url,
    prefix = DEFAULT_PREFIX,
    ttlMs,
    maxBytes = DEFAULT_MAX_BYTES,
    commandTimeoutMs = DEFAULT_TIMEOUT_MS,
    ...others
  } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw refusal(`RedisCache has no option ${unknown.slice(0, 100)}; its options are ${NAMES}`);
  }
  // Redis would take {} for a hash tag that is none.
  if (typeof prefix !== 'string' || prefix.includes('{}')) throw wrong('prefix', 'a text without {}', prefix);
  checkNumber('commandTimeoutMs', commandTimeoutMs, 'milliseconds', LONGEST_TIMEOUT_MS);
  if (ttlMs !== undefined) checkNumber('ttlMs', ttlMs, 'milliseconds', LONGEST_TTL_MS);
  checkNumber('maxBytes', maxBytes, 'bytes', MOST_BYTES);
  return { server: resolveServer(client, url), prefix, ttlMs, maxBytes, commandTimeoutMs };
}

function resolveServer(client: RedisClient | undefined, url: string | undefined): ResolvedOptions['server'] {
  if ((client === undefined) === (url === undefined)) {
    throw refusal('RedisCache needs one of the options client and url');
  }
  if (client !== undefined) {
    const hasMethods = ['eval', 'on', 'off'].every(
      (method) => typeof (client as unknown as Record<string, unknown> | null)?.[method] === 'function',
    );
    if (!hasMethods) throw wrong('client', 'a client of node-redis or ioredis', client);
    return { client };
  }
  if (!isRedisUrl(url)) {
    throw refusal('url must be a redis:// or rediss:// address; what was given is not shown');
  }
  return { url };
}

function isRedisUrl(url: unknown): url is string {
  try {
    const { protocol, username, password } = new URL(String(url));
    // Both throw for a percent sign that encodes nothing.
    decodeURIComponent(username);
    decodeURIComponent(password);
    return protocol === 'redis:' || protocol === 'rediss:';
  } catch {
    return false;
  }
}

function checkNumber(name: string, value: unknown, unit: 'milliseconds' | 'bytes', most: number): void {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most) return;
  throw wrong(name, `a whole number of ${unit} from 1 to ${most}`, value);
}

const wrong = (name: string, what: string, value: unknown) =>
  refusal(`${name} must be ${what}, got ${show(value)}`);

/** With the code that options of a client are refused with, so that one check of `code` knows them all. */
const refusal = (message: string) =>
  Object.assign(new TypeError(message), { code: 'INVALID_OPTION' as const });

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  return typeof value === 'number' || value === null ? String(value) : typeof value;
}
