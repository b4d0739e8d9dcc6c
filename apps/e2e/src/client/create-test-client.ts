import { MemoryCache, UnleashClient, type UnleashOptions } from 'unleash-client';
import { onTestFinished } from 'vitest';
import { serverUrl } from '../server-url';
import { tokens } from '../tokens';
import { createLineLogger } from './create-line-logger';

/** A client of the test server for one test: development's token, polling every second, silent. Destroyed with the test. */
export const createTestClient = (options: Partial<UnleashOptions> = {}): UnleashClient => {
  const client = new UnleashClient({
    url: `${serverUrl()}/api`,
    appName: 'e2e',
    customHeaders: { Authorization: tokens.development },
    refreshInterval: 1000,
    refreshJitter: 0,
    multipleInstanceMode: 'silently-allow',
    logger: createLineLogger(),
    // Each test starts as on a new machine.
    cache: new MemoryCache(),
    ...options,
  });
  onTestFinished(() => client.destroy());
  return client;
};
