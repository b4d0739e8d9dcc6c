import { type DevServerOptions, startDevServer } from '@unleash-client/dev-server';
import { onTestFinished } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';

/** A dev server that is closed when the test ends, and the options of a client for it. */
export async function startTestServer(
  flags: DevServerOptions['flags'] = { flags: { on: true, off: false } },
  options: Partial<DevServerOptions> = {},
) {
  const server = await startDevServer({ flags, port: 0, watch: false, ...options });
  onTestFinished(() => server.close());
  const connection = {
    url: server.url,
    customHeaders: { Authorization: server.token },
  } satisfies Partial<UnleashOptions>;
  return { server, connection };
}
