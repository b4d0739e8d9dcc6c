import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { tempFolder } from './temp-folder.testing';

const builtPackage = new URL('../../dist/index.js', import.meta.url).href;

/** Longer than any of these programs takes on a busy machine. */
const DEADLINE_MS = 15_000;

/**
 * Forks a process from a program in a file of its own, as `cluster` and threads need it, against the built package. Its
 * `say(value)` is heard here, whichever of its processes and threads says it. It is killed when the test ends.
 */
export function forkProgram(source: string, env: Readonly<Record<string, string>> = {}) {
  const file = join(tempFolder(), 'program.mjs');
  writeFileSync(
    file,
    `import { startUnleash, UnleashClient } from ${JSON.stringify(builtPackage)};
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    ${source}`,
  );
  const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  /** What it has said so far. */
  const said = (): unknown[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  return {
    child,
    said,
    /** Waits until it has said so many things. */
    hasSaid: (count: number) =>
      vi.waitFor(
        () => {
          if (said().length < count) throw new Error(`the program has said ${output || 'nothing'} ${errors}`);
          return said();
        },
        { timeout: DEADLINE_MS, interval: 5 },
      ),
    /** What it has said until it ended by itself; throws for one that failed. */
    async result(): Promise<unknown[]> {
      const code = await ended;
      if (code !== 0 || errors !== '') throw new Error(`exit code ${code}: ${errors}`);
      return said();
    },
  };
}
