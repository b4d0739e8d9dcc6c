import { afterEach } from 'vitest';
import type { DevServer } from '../dev-server';
import type { DevServerOptions } from '../options';
import { startDevServer } from '../start-dev-server';

/** Gives a test file a function that starts a server on a free port; each is closed after its test. */
export function useDevServer(): (options?: Partial<DevServerOptions>) => Promise<DevServer> {
  const servers: DevServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  return async (options = {}) => {
    const server = await startDevServer({ port: 0, flags: { flags: { beta: true } }, ...options });
    servers.push(server);
    return server;
  };
}

/** Posts a body with the server's own token. */
export const post = ({ url, token }: DevServer, path: string, body: string): Promise<Response> =>
  fetch(`${url}${path}`, { method: 'POST', body, headers: { Authorization: token } });
