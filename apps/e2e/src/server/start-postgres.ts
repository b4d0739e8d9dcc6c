import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { postgresPrograms } from './postgres-programs';
import { databaseUser } from './process-user';
import { startProcess } from './start-process';
import { createTempFolder } from './temp-folder';

/** A running database, empty at first. */
export interface Postgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

const user = 'postgres';
const host = '127.0.0.1';

// Nobody will miss this data: what makes a commit survive a power cut would only cost time.
const settings = {
  listen_addresses: host,
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '20',
  shared_buffers: '32MB',
};

/** Starts PostgreSQL on a free loopback port, with its data in a fresh folder. Rejects when it is not ready in 30 s. */
export const startPostgres = async (): Promise<Postgres> => {
  const owner = databaseUser();
  const folder = createTempFolder(owner);
  try {
    const programs = postgresPrograms(join(folder.path, 'postgres'), owner);
    const password = randomBytes(16).toString('hex');
    const data = join(folder.path, 'data');
    const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', HOME: folder.path };
    initialise(programs, data, password, { ...owner, env, cwd: folder.path });
    const port = await freePort();
    const server = startProcess({
      name: 'PostgreSQL',
      command: join(programs, 'postgres'),
      args: [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      cwd: folder.path,
      env,
      user: owner,
      stopSignal: 'INT',
    });
    const stop = async () => {
      await server.stop();
      await folder.remove();
    };
    await server.untilLine(/database system is ready to accept connections/, 30_000).catch(async (error) => {
      await server.stop();
      throw error;
    });
    return { host, port, user, password, database: 'postgres', stop };
  } catch (error) {
    await folder.remove();
    throw error;
  }
};

const initialise = (
  programs: string,
  data: string,
  password: string,
  options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string },
) => {
  const passwordFile = join(options.cwd, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (options.uid !== undefined && options.gid !== undefined)
    chownSync(passwordFile, options.uid, options.gid);
  const args = [
    '-D',
    data,
    '-U',
    user,
    '--pwfile',
    passwordFile,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const initdb = spawnSync(join(programs, 'initdb'), args, { ...options, encoding: 'utf8' });
  rmSync(passwordFile);
  if (initdb.status !== 0) {
    throw new Error(`initdb failed: ${initdb.error?.message ?? `${initdb.stdout}\n${initdb.stderr}`}`);
  }
};
