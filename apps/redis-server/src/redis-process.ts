import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { redisCli } from './redis-cli';
import { waitUntil } from './wait-until';

const LAST_WORDS = 1000;

export interface RedisProcess {
  readonly pid: number;
  /** Kills the process unless it is gone already, and waits until it is. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

interface Launch {
  readonly port: number;
  readonly password?: string | undefined;
  readonly words: readonly string[];
  /** A folder that goes away when this process ends without having stopped the server. */
  readonly folder?: string | undefined;
}

/** Starts a redis-server and waits until it answers; it dies with this process, in whatever way that ends. */
export async function startRedisProcess({ port, password, words, folder }: Launch): Promise<RedisProcess> {
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const listen = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-LAST_WORDS);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const gone = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error('redis-server did not start', { cause: (await gone)[0] });
  const guard = startGuard(pid, folder);
  letGo(child);
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const kill = async () => {
    if (!hasExited()) child.kill('SIGKILL');
    if (!hasExited()) await gone;
    guard.kill();
  };
  // The process id: somebody else's server may answer on this port.
  const isReady = async () =>
    hasExited() || (await redisCli({ port, password }, ['info', 'server'])).includes(`process_id:${pid}\r`);
  const lastWords = () => `redis-server did not answer on port ${port}; its last words: ${output}`;
  await waitUntil(isReady, lastWords).catch(async (error) => {
    await kill();
    throw error;
  });
  if (hasExited()) {
    guard.kill();
    throw new Error(lastWords());
  }
  return { pid, kill, signal: (signal) => void child.kill(signal) };
}

/** A shell that waits for the end of this process, and then kills the server and tidies up. */
function startGuard(pid: number, folder = ''): ChildProcess {
  const script = 'read line; kill -9 "$0"; if [ "$1" ]; then rm -rf "$1"; fi';
  const guard = spawn('sh', ['-c', script, String(pid), folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  letGo(guard);
  return guard;
}

/** Neither the child nor its pipes hold this process. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const pipe of child.stdio) (pipe as { unref?: () => void } | null)?.unref?.();
}
