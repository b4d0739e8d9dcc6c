import type { Cache } from '@unleash-client/cache';
import { UnleashError } from '@unleash-client/http';

/**
 * Runtimes without files keep nothing unless they are given a cache.
 * @throws UnleashError `INVALID_OPTION` for a `directory`.
 */
export function createDefaultCache(directory: string | undefined): Cache | undefined {
  if (directory === undefined) return undefined;
  throw new UnleashError('INVALID_OPTION', 'cacheDirectory needs a runtime with files; give a cache instead');
}
