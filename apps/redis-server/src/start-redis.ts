import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRedisServer } from './ensure-redis-server';
import { freePort } from './free-port';
import { redisCli } from './redis-cli';
import { startRedisProcess } from './redis-process';

export interface RedisOptions {
  /** Default: a free port. */
  readonly port?: number | undefined;
  /** What clients must know. Default: nothing. */
  readonly password?: string | undefined;
  /** Where the server keeps its files. Default: a folder of its own that goes away with `stop()`. */
  readonly dir?: string | undefined;
  /** More words of the command line, such as `--maxmemory`, `2mb`. */
  readonly settings?: readonly string[] | undefined;
}

/** A redis-server on loopback; it ends with this process at the latest. */
export interface RedisServer {
  /** `redis://127.0.0.1:PORT`, with the password when there was one at the start. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Sends one command as administrator, and answers with what redis-cli prints. */
  command(...words: string[]): Promise<string>;
  /** Sets the password, or none when it is empty, and drops all clients. */
  setPassword(password: string): Promise<void>;
  /** Ends the process at once, as kill -9 does. */
  kill(): Promise<void>;
  /** Stops the process where it stands (SIGSTOP): it accepts connections, and answers nothing. */
  suspend(): void;
  resume(): void;
  /** Kills the process unless it is gone, and starts another on the same port, with what was stored unless `empty`. */
  restart(options?: { readonly empty?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a `redis-server` that keeps nothing on disk unless it is restarted; it is ready when the promise resolves.
 * @throws Error with the server's last words when it does not start within ten seconds.
 */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  ensureRedisServer();
  if (options.port !== undefined) return startOnPort(options.port, options);
  for (let triesLeft = 3; ; triesLeft -= 1) {
    try {
      return await startOnPort(await freePort(), options);
    } catch (error) {
      // Somebody else was quicker.
      if (triesLeft === 0 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startOnPort(port: number, options: RedisOptions): Promise<RedisServer> {
  const ownFolder = options.dir === undefined ? mkdtempSync(join(tmpdir(), 'redis-')) : undefined;
  const dir = options.dir ?? ownFolder ?? '';
  let { password } = options;
  const start = () => {
    const words = commandLine({ ...options, port, password, dir });
    return startRedisProcess({ port, password, words, folder: ownFolder });
  };
  const command = (...words: string[]) => redisCli({ port, password }, words);
  const tidyUp = () => {
    if (ownFolder !== undefined) rmSync(ownFolder, { recursive: true, force: true });
  };
  let running = await start().catch((error) => {
    tidyUp();
    throw error;
  });
  let isKilled = false;
  const kill = async () => {
    isKilled = true;
    await running.kill();
  };
  return {
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid;
    },
    command,
    async setPassword(next) {
      await command('config', 'set', 'requirepass', next);
      password = next === '' ? undefined : next;
      await command('client', 'kill', 'type', 'normal', 'skipme', 'yes');
      await command('client', 'kill', 'type', 'pubsub');
    },
    kill,
    suspend: () => running.signal('SIGSTOP'),
    resume: () => running.signal('SIGCONT'),
    async restart({ empty = false } = {}) {
      if (!empty && !isKilled) await command('save');
      await kill();
      if (empty) rmSync(join(dir, 'dump.rdb'), { force: true });
      running = await start();
      isKilled = false;
    },
    async stop() {
      await kill();
      tidyUp();
    },
  };
}

const commandLine = ({ port, password, dir, settings = [] }: RedisOptions): readonly string[] => [
  ...[
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    String(dir),
    '--save',
    '',
    '--appendonly',
    'no',
  ],
  ...(password === undefined ? [] : ['--requirepass', password]),
  ...settings,
];
