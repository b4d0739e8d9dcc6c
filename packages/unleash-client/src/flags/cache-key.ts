import type { CustomHeaders } from '@unleash-client/http';
import { tokenOf } from '../instances';

/** What flags depend on, so that two sets of flags never share a key. */
export interface CacheKeyParts {
  readonly url: string;
  readonly appName: string;
  readonly environment: string;
  readonly query: ReadonlyArray<readonly [string, string]>;
  readonly headers: CustomHeaders;
  /** The application's own word for the token's part. */
  readonly cacheKey: string | undefined;
}

/** The key under which flags are cached: a SHA-256, since its parts hold a token, and some caches make it a file name. */
export async function createCacheKey(parts: CacheKeyParts): Promise<string> {
  const { url, query } = parts;
  const text = JSON.stringify([url, query, scopeOf(parts)]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `unleash-${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * What tells environments apart: project and environment of a token such as `web:production.secret`, so that a rotated
 * token finds the same flags; of a token for several projects, or of another shape, all of it.
 */
function scopeOf({ headers, cacheKey, appName, environment }: CacheKeyParts): readonly string[] {
  if (cacheKey !== undefined) return ['key', cacheKey];
  const token = tokenOf(headers);
  // A function is not asked: it may be slow or down, and reading the cache must not wait for it.
  if (typeof token !== 'string') return ['app', appName, environment];
  const [, project, ofToken] = /^([^:*[\]]+):([^.:]+)\../.exec(token.trim()) ?? [];
  return project === undefined || ofToken === undefined
    ? ['token', token.trim()]
    : ['scope', project, ofToken];
}
