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
  try {
    await client.initialize(initialize);
  } catch (error) {
    // Nobody else holds it, and it would go on counting as an instance.
    await client.destroy();
    throw error;
  }
  return client;
}
