import type { ResolvedOptions } from '../options/resolve-options';
import type { Reporter } from '../report/reporter';
import { type CacheKeeper, createCacheKeeper } from './cache-keeper';
import { createCacheKey } from './cache-key';

/** The keeper of a client's cache, where it has one. `url` is the API's address in its normal form. */
export function createKeeper(
  options: ResolvedOptions,
  url: string,
  reporter: Reporter,
): CacheKeeper | undefined {
  const { cache, customHeaders: headers, scheduler, limits } = options;
  if (cache === undefined) return undefined;
  let key: Promise<string> | undefined;
  // Made when it is first needed: hashing starts work, and a constructor starts none.
  const createKey = () => {
    key ??= createCacheKey({ ...options, url, headers });
    return key;
  };
  return createCacheKeeper({ cache, key: createKey, scheduler, reporter, limits });
}
