import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What runs before Node.js, in the same process or around it: a script of `sh`, which has the command in `"$@"`. */
  readonly shell?: string;
}

/**
 * Starts a program in a process of its own, against the built package. It has `FileCache`, and `say(value)`, which prints
 * a line of JSON. One that does not end in 20 s, or with the test, is killed.
 */
export function startProgram(
  source: string,
  { env = process.env, shell = 'exec "$@"' }: ProgramOptions = {},
) {
  const code = `
    import { FileCache } from '@unleash-client/cache-file';
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    ${source}`;
  const command = [process.execPath, '--input-type=module', '--eval', code];
  const child = spawn('/bin/sh', ['-c', shell, 'sh', ...command], {
    cwd: packageFolder,
    env: { ...env },
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  /** What it has said so far. */
  const said = (): unknown[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    child,
    said,
    /** Waits until it has said so many things. */
    hasSaid: (count: number) =>
      vi.waitFor(
        () => {
          if (said().length >= count) return said();
          throw new Error(`the program has said ${output || 'nothing'} ${errors}`);
        },
        { timeout: 15_000, interval: 5 },
      ),
    /** Lets a program go on that waits for its input. */
    nudge: () => void child.stdin.write('\n'),
    /** What it has said until it ended by itself; throws for one that failed. */
    async result(): Promise<unknown[]> {
      const code = await ended;
      if (code !== 0 || errors !== '') throw new Error(`exit code ${code}: ${errors}`);
      return said();
    },
    ended,
  };
}
