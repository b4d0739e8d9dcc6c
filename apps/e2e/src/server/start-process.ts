import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createLogTail } from './log-tail';
import type { ProcessUser } from './process-user';

/** A server process that lives no longer than this one. */
export interface ServerProcess {
  /** Resolves at the first line of output that matches; rejects with the log's end when the process ends or time runs out. */
  untilLine(pattern: RegExp, timeoutMs: number): Promise<void>;
  /** Sends the stop signal and waits for the end; kills after 10 s. */
  stop(): Promise<void>;
  /** The last lines that the process printed. */
  log(): string;
}

export interface ServerProcessOptions {
  /** For error messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly user: ProcessUser;
  readonly stopSignal: 'INT' | 'TERM' | 'KILL';
}

// The pipe on stdin closes when this process ends, however it ends; no handler for signals could promise that.
const guard = `
signal=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{ read -r _ <&3; kill -s "$signal" "$child"; } 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"`;

/**
 * Starts a program of which nothing is left when this process ends, be it by a crash, Ctrl-C or SIGKILL.
 * Runs in a process group of its own, so that Ctrl-C in a terminal does not reach it before its clients are done.
 */
export const startProcess = (options: ServerProcessOptions): ServerProcess => {
  const { name, command, args, cwd, env, user, stopSignal } = options;
  const shell = spawn('sh', ['-c', guard, 'sh', stopSignal, command, ...args], {
    cwd,
    env,
    ...user,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const tail = createLogTail(shell.stdout, shell.stderr);
  shell.stdin.on('error', () => {}); // the process was faster than our goodbye
  const exited = new Promise<string>((resolve) => {
    shell.once('error', (error) => resolve(`could not be started: ${error.message}`));
    shell.once('exit', (code, signal) => {
      shell.stdin.destroy();
      resolve(`ended with ${signal ?? `code ${code}`}`);
    });
  });
  const withLog = (message: string) => new Error(`${name} ${message}. Its last lines:\n${tail.text()}`);

  return {
    untilLine: (pattern, timeoutMs) =>
      new Promise((resolve, reject) => {
        const deadline = setTimeout(
          () => reject(withLog(`was not ready after ${timeoutMs / 1000} s`)),
          timeoutMs,
        );
        tail.onLine(pattern, () => {
          clearTimeout(deadline);
          resolve();
        });
        void exited.then(async (how) => {
          clearTimeout(deadline);
          if (!shell.stdout.readableEnded && shell.pid !== undefined) await once(shell, 'close');
          reject(withLog(how));
        });
      }),
    async stop() {
      const kill = setTimeout(() => killGroup(shell.pid), 10_000);
      shell.stdin.end();
      await exited;
      clearTimeout(kill);
    },
    log: () => tail.text(),
  };
};

const killGroup = (pid: number | undefined) => {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
};
