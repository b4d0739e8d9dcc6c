import { MemoryCache, type UnleashClient, type UnleashOptions } from 'unleash-client';
import { sendJson } from './case-server';
import type { MutationRun } from './mutation-run';
import { validPayload } from './valid-payload';

const body = JSON.stringify(validPayload);

/** Starts a client that has the valid payload from the server. */
export async function startWithFlags(
  run: MutationRun,
  options: Partial<UnleashOptions> = {},
): Promise<{ readonly client: UnleashClient; end(): Promise<void> }> {
  const address = run.server.open((_, response) => sendJson(response, body));
  const client = run.createClient({ url: address.url, cache: new MemoryCache(), ...options });
  await client.initialize();
  return {
    client,
    async end() {
      await client.destroy({ flush: false });
      address.close();
    },
  };
}
