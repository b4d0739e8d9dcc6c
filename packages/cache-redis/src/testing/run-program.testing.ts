import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

export interface ProgramResult {
  /** The exit code; `null` when the program had to be killed. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program in a process of its own, against the built package. One that does not end in 20 s is killed. */
export async function runProgram(source: string, folder = packageFolder): Promise<ProgramResult> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: folder,
    timeout: 20_000,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, errors }));
  });
}
