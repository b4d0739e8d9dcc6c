import { BOOTSTRAP_KEY, type Cache, formatSnapshot } from '@unleash-client/cache';
import { UnleashError } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';
import { type BootstrapData, fromObject } from './from-object';
import { loadBootstrap } from './load-bootstrap';

/**
 * Puts flags into a cache for clients to start with: `await seed(cache, fromFile('flags.json'))`, or the flags themselves.
 * Clients with that cache rank them as bootstrapped flags. Rejects with `BOOTSTRAP`, and stores nothing, when the source
 * fails or brings no flags; with `INVALID_OPTION` for what is no cache or no source; with the cache's own error when that
 * fails.
 */
export async function seed(
  cache: Pick<Cache, 'set'>,
  source: BootstrapSource | BootstrapData,
): Promise<void> {
  if (typeof (cache as Partial<Cache> | null | undefined)?.set !== 'function') {
    throw new UnleashError('INVALID_OPTION', 'the first argument of seed must be a cache, with a method set');
  }
  const body = await loadBootstrap(toSource(source));
  await cache.set(BOOTSTRAP_KEY, formatSnapshot({ body, savedAt: Date.now(), source: 'bootstrap' }));
}

function toSource(given: BootstrapSource | BootstrapData): BootstrapSource {
  if (typeof given === 'object' && given !== null) return 'load' in given ? given : fromObject(given);
  const message = `the second argument of seed must be flags, or fromFile(…), fromUrl(…) or fromObject(…), got ${typeof given}`;
  throw new UnleashError('INVALID_OPTION', message);
}
