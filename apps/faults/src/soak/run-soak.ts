import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DevServer, startDevServer } from '@unleash-client/dev-server';
import { processPath } from './process-path';
import type { Doings, Holdings, Lives, SoakMessage, SoakPlan } from './soak-message';

export type SoakOptions = Omit<SoakPlan, 'url' | 'token' | 'folder'>;

/** What came of a soak. */
export interface SoakResult {
  readonly samples: readonly Holdings[];
  readonly doings: Doings;
  /** How often flags were changed on the server. */
  readonly changes: number;
  /** Clients that had other flags than the server in the end. */
  readonly strays: number;
  readonly lives: Lives;
  /** Connections and streams that the server still had when all clients were destroyed, and their process alive. */
  readonly sockets: number;
  readonly streams: number;
}

/** The last flag of all, by which clients know that no change comes any more. */
const LAST = 'last';
const FLAGS = 60;
const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue', 'indigo', 'violet', 'black', 'grey', 'white'];
/** So fast that logs of changes, which are shortened after a thousand, are shortened several times in a short run too. */
const CHANGE_MS = 1;

/** Runs the clients of a soak in a process of their own against a server whose flags change all the time. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const sockets = socketsNow();
  const server = await startDevServer({ flags: { flags: { first: true } }, port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'unleash-soak-'));
  const plan: SoakPlan = { url: server.url, token: server.token, folder, ...options };
  const child = startChild(plan);
  const heard = listenTo(child);
  const changing = changeFlags(server);
  try {
    await heard.until('changes-end');
    const changes = await changing.stop();
    server.setFlag({ name: LAST, enabled: true });
    child.send(LAST);
    const { doings, flags } = await heard.until('soaked');
    const { lives } = await heard.until('lived');
    const expected = flagsOn(server);
    const left = await leftSockets(sockets);
    child.send('end');
    return {
      samples: heard.samples,
      doings,
      changes,
      strays: flags.filter((names) => names.sort().join() !== expected).length,
      lives,
      sockets: left,
      streams: server.streams,
    };
  } finally {
    child.kill();
    await changing.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without optimised code, of which V8 makes a little more for minutes: it looks like a leak, and is on the heap as well. */
const startChild = (plan: SoakPlan): ChildProcess =>
  fork(processPath, [JSON.stringify(plan)], { execArgv: ['--expose-gc', '--no-opt'] });

function listenTo(child: ChildProcess) {
  const samples: Holdings[] = [];
  const messages: SoakMessage[] = [];
  let wake: () => void = () => undefined;
  child.on('message', (message: SoakMessage) => {
    if (message.kind === 'sample') samples.push(message.holdings);
    else messages.push(message);
    wake();
  });
  let isOver = false;
  child.once('exit', () => {
    isOver = true;
    wake();
  });
  return {
    samples,
    async until<Kind extends SoakMessage['kind']>(kind: Kind) {
      for (;;) {
        const found = messages.find((message) => message.kind === kind);
        if (found !== undefined) return found as Extract<SoakMessage, { kind: Kind }>;
        if (isOver) throw new Error(`the clients ended before they had told of ${kind}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Changes a flag every millisecond or so: on, off, with variants, gone. */
function changeFlags(server: DevServer) {
  let isOver = false;
  const run = async (): Promise<number> => {
    let changes = 0;
    for (; !isOver; changes += 1) {
      const name = `flag.${(changes * 7) % FLAGS}`;
      if (changes % 11 === 0) server.removeFlag(name);
      else
        server.setFlag({
          name,
          enabled: changes % 3 > 0,
          variants: changes % 5 === 0 ? [] : COLOURS,
        });
      await delay(CHANGE_MS);
    }
    return changes;
  };
  const running = run();
  return {
    stop() {
      isOver = true;
      return running;
    },
  };
}

const flagsOn = (server: DevServer): string =>
  server
    .flags()
    .features.filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .sort()
    .join();

const socketsNow = (): number =>
  process.getActiveResourcesInfo().filter((type) => type === 'TCPSocketWrap').length;

/** Ends of connections arrive within a moment. */
async function leftSockets(before: number): Promise<number> {
  for (let times = 0; times < 100 && socketsNow() > before; times += 1) await delay(10);
  return socketsNow() - before;
}
