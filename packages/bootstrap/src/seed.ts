import { BOOTSTRAP_KEY, type Cache, formatSnapshot } from '@unleash-client/cache';
import { UnleashError } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';
import { loadBootstrap } from './load-bootstrap';
import { sourceName } from './source-name';

/**
 * Puts flags into a cache for clients to start with: `await seed(cache, fromFile('flags.json'))`. Clients with that cache
 * rank them as bootstrapped flags. Rejects with `BOOTSTRAP`, and stores nothing, when the source fails or brings no flags;
 * with the cache's own error when that fails.
 */
export async function seed(cache: Pick<Cache, 'set'>, source: BootstrapSource): Promise<void> {
  const body = await loadBootstrap(source);
  const flaw = findFlaw(body);
  if (flaw !== undefined) {
    throw new UnleashError('BOOTSTRAP', `bootstrap from ${sourceName(source)} holds no flags: ${flaw}`);
  }
  await cache.set(BOOTSTRAP_KEY, formatSnapshot({ body, savedAt: Date.now(), source: 'bootstrap' }));
}

/** Why a text is no set of flags. The parser's own message would quote the text, which may be anything. */
function findFlaw(text: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `it is no JSON, but ${text.length} characters of something else`;
  }
  const features = (body as { readonly features?: unknown } | null)?.features;
  return Array.isArray(features) ? undefined : 'it has no list called features';
}
