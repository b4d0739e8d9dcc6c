import { join } from 'node:path';
import { tokens } from '../tokens';
import { freePort } from './free-port';
import { serverFolder } from './server-folder';
import type { Postgres } from './start-postgres';
import { startProcess } from './start-process';

/** A running Unleash server. */
export interface Unleash {
  /** Without a path: `${url}/api` is the client's url. */
  readonly url: string;
  stop(): Promise<void>;
  /** The last lines that the server printed. */
  log(): string;
}

/** Starts unleash-server on a free loopback port. Rejects, with the end of its log, when it is not ready in 60 s. */
export const startUnleash = async (postgres: Postgres): Promise<Unleash> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startProcess({
    name: 'unleash-server',
    command: process.execPath,
    args: [join(serverFolder, 'node_modules/unleash-server/dist/server.js')],
    cwd: serverFolder,
    env: environment(postgres, url, port),
    user: {},
    stopSignal: 'KILL', // it keeps nothing but the database, which is thrown away as well
  });
  try {
    await server.untilLine(/Unleash has started/, 60_000);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, stop: () => server.stop(), log: () => server.log() };
};

const environment = (postgres: Postgres, url: string, port: number): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production',
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: String(port),
  UNLEASH_URL: url,
  DATABASE_HOST: postgres.host,
  DATABASE_PORT: String(postgres.port),
  DATABASE_USERNAME: postgres.user,
  DATABASE_PASSWORD: postgres.password,
  DATABASE_NAME: postgres.database,
  DATABASE_SSL: 'false',
  LOG_LEVEL: 'info',
  CHECK_VERSION: 'false',
  SEND_TELEMETRY: 'false',
  INIT_ADMIN_API_TOKENS: tokens.admin,
  INIT_BACKEND_API_TOKENS: `${tokens.development},${tokens.production}`,
  UNLEASH_EXPERIMENTAL_ENABLE_LEGACY_VARIANTS: 'true',
});
