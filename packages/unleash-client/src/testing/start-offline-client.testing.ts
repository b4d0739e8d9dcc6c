import type { BootstrapData } from '@unleash-client/bootstrap';
import { MemoryCache } from '@unleash-client/cache';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from './create-test-client.testing';

/** A started client that never asks a server: what it answers comes from these flags alone. */
export async function startOfflineClient(
  bootstrap: BootstrapData | undefined,
  options: Partial<UnleashOptions> = {},
) {
  const made = createTestClient({
    bootstrap,
    cache: new MemoryCache(),
    multipleInstanceMode: 'silently-allow',
    ...options,
  });
  await made.client.initialize({ fetchToggles: false, timeoutMs: 0 });
  // That it follows a cache with nothing in it is how it stays offline.
  if (bootstrap === undefined) made.log.forget();
  return made;
}
