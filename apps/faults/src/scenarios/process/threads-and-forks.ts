import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { atMost, exactly, holds } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Resolved here: the programs stand where no package is to be found. */
const library = pathToFileURL(createRequire(import.meta.url).resolve('unleash-client')).href;

/** The same program for threads and processes; it has no other work than its client. */
const program = (url: string, ending: string) => `
  import library from ${JSON.stringify(library)};
  const { startUnleash } = library;
  const client = await startUnleash({ url: ${JSON.stringify(url)}, appName: 'other', refreshInterval: 50 }, { timeoutMs: 500 });
  client.isEnabled('steady');
  ${ending}`;

type Run = (file: string) => Promise<unknown>;

const asThread: Run = async (file) => {
  const worker = new Worker(file);
  return (await once(worker, 'exit'))[0];
};
const asFork: Run = async (file) => (await once(fork(file), 'exit'))[0];
const terminated: Run = async (file) => {
  const worker = new Worker(file);
  await once(worker, 'online');
  await new Promise((resolve) => setTimeout(resolve, 300));
  return worker.terminate();
};

interface Kind {
  readonly run: Run;
  readonly ending: string;
  readonly hangs?: true;
  readonly code: number;
}

const besides = ({ run, ending, hangs, code }: Kind): Scenario => ({
  title: 'clients in threads and forked processes beside one in the main thread',
  row: 'several clients',
  criterion: 'each ends by itself ≤ 2 s with the code it should; the one in the main thread goes on',
  async arrange({ serve }) {
    const server = await serve();
    const other = await serve(hangs === true ? { features: answer.hang, metrics: answer.hang } : {});
    return { options: { url: server.url, refreshInterval: 50 }, props: { other: other.url } };
  },
  async act({ start, time, note, props, errors, until, events }) {
    const client = await start();
    const file = join(process.env.TMPDIR ?? '', 'program.mjs');
    writeFileSync(file, program(props.other ?? '', ending));
    let found: unknown;
    const ms = await time(async () => {
      found = await run(file);
    });
    note(atMost('ended after', ms, 2500, ' ms'), exactly('code', found, code));
    const before = events.length;
    await until(() => events.length > before, 2000);
    note(
      holds('main goes on', client.isEnabled('steady') && events.length > before),
      exactly('errors', errors.length, 0),
    );
  },
});

/** Where else clients are made. */
export const threadsAndForks = quickOnes(
  ['a-thread-that-just-ends', 'a-thread-that-is-terminated', 'a-fork-that-destroys'],
  {
    'a-thread-that-destroys': besides({ run: asThread, ending: 'await client.destroy();', code: 0 }),
    'a-thread-that-just-ends': besides({ run: asThread, ending: '', code: 0 }),
    'a-thread-that-is-terminated': besides({
      run: terminated,
      ending: 'setInterval(() => {}, 1000);',
      hangs: true,
      code: 1,
    }),
    'a-thread-that-throws': besides({ run: asThread, ending: 'process.exit(7);', code: 7 }),
    'a-fork-that-destroys': besides({
      run: asFork,
      ending: 'await client.destroy(); process.disconnect();',
      code: 0,
    }),
    'a-fork-that-exits': besides({ run: asFork, ending: 'process.exit(3);', hangs: true, code: 3 }),
  },
);
