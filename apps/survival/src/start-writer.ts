import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childPath } from './child-path';

/** A process that writes until it is killed. */
export interface Writer {
  readonly name: string;
  /** The number of the last text that it said is stored; 0 before the first. */
  readonly stored: number;
  /** Resolves when the first text is stored. */
  readonly ready: Promise<unknown>;
  /** Kills it with SIGKILL; resolves when it is gone and all it said is heard. */
  kill(): Promise<void>;
}

export function startWriter(name: string, directory: string, key: string): Writer {
  const child: ChildProcess = spawn(process.execPath, [childPath('writer'), directory, key, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const stored = () => Number(said.trimEnd().split('\n').at(-1) || 0);
  child.stdout?.on('data', (chunk) => {
    // The last line is all that counts.
    said = `${said}${chunk}`.slice(-100);
  });
  const closed = once(child, 'close');
  const first = new Promise((resolve) => child.stdout?.once('data', resolve));
  return {
    name,
    get stored() {
      return stored();
    },
    ready: Promise.race([
      first,
      closed.then(() => Promise.reject(new Error(`writer ${name} ended before it wrote`))),
    ]),
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
