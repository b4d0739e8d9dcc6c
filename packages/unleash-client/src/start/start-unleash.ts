import type { UnleashOptions } from '../options/unleash-options';
import { UnleashClient } from '../unleash-client';
import type { InitializeOptions } from './initialize-options';

/**
 * Makes a client and initializes it. Resolves when flags are there, or at the timeout: never rejects for the network.
 * @throws UnleashError `INVALID_OPTION` for wrong options.
 */
export async function startUnleash(
  options: UnleashOptions,
  initialize: InitializeOptions = {},
): Promise<UnleashClient> {
  const client = new UnleashClient(options);
  await client.initialize(initialize);
  return client;
}
