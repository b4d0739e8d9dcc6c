import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of its own that is told things and answers each of them. */
export interface Child {
  ask(question: unknown): Promise<unknown>;
  stop(): void;
}

/** Starts a built program, and waits until it says that it is ready. */
export async function startChild(name: 'refresher' | 'listener', words: readonly string[]): Promise<Child> {
  const file = fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));
  const child = fork(file, words, { execArgv: ['--expose-gc'] });
  await nextMessage(child);
  return {
    ask(question) {
      const answer = nextMessage(child);
      child.send(question as object);
      return answer;
    },
    stop: () => void child.kill(),
  };
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
