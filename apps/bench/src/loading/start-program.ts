import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program in a process of its own that is asked things and answers each of them. */
export interface Program {
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly words?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Options of Node.js, besides `--expose-gc`. */
  readonly flags?: readonly string[];
}

/** Starts one of the built programs of this folder, and waits until it says that it is ready. */
export async function startProgram(name: string, options: ProgramOptions = {}): Promise<Program> {
  const { words = [], env = {}, flags = [] } = options;
  return converseWith(
    fork(pathOf(name), [...words], {
      execArgv: ['--expose-gc', ...flags],
      env: { ...process.env, NO_PROXY: '*', no_proxy: '*', ...env },
    }),
  );
}

/** Talks to a process that says first that it is ready, and then answers each message. */
export async function converseWith(child: ChildProcess): Promise<Program> {
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await nextMessage(child);
  return {
    ask<Answer>(question: object) {
      const answer = nextMessage(child) as Promise<Answer>;
      child.send(question);
      return answer;
    },
    stop() {
      child.kill();
      return exit;
    },
  };
}

/** Beside the bundle that this is part of, or where the build is when the source is run. */
function pathOf(name: string): string {
  const candidates = [`./loading/programs/${name}.js`, `../../dist/loading/programs/${name}.js`];
  const paths = candidates.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not built: run the build of apps/bench first`);
  return found;
}

const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the process has ended'));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message);
    });
  });
