import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Assignment } from './child/assignment';
import type { Message } from './child/message';
import type { Finding } from './judge/findings';
import { judgeProcess } from './judge/judge-process';
import { readFolder } from './judge/read-folder';
import { createSecrets, type Secrets } from './judge/secrets';
import type { Scenario, Setting } from './scenario';
import { createStage } from './stage/stage';

/** What one scenario came to. */
export interface Result {
  readonly id: string;
  readonly criterion: string;
  readonly findings: readonly Finding[];
  readonly measures: Measures;
}

/** What is measured in every process. */
export interface Measures {
  readonly peakMb: number;
  readonly stallMs: number;
  readonly destroyMs: number;
  readonly exitMs: number;
  /** How many characters were searched for secrets. */
  readonly searched: number;
}

/** How a process ended, and all that it left. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it had done all it had to. */
  readonly isDone: boolean;
  /** Milliseconds until it was gone, since it was done or gave its last cue. */
  readonly exitMs: number;
  readonly messages: readonly Message[];
  readonly stdout: string;
  readonly stderr: string;
}

const program = fileURLToPath(new URL('./child.js', import.meta.url));
/** Longer than any scenario needs. */
const LONGEST_MS = 120_000;

/** Runs one scenario in a process of its own, and judges what came of it. */
export async function runScenario(id: string, scenario: Scenario): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'unleash-faults-'));
  for (const name of ['tmp', 'cache']) mkdirSync(join(folder, name), { mode: 0o700 });
  const secrets = createSecrets();
  const stage = createStage(folder, secrets);
  try {
    const setting = (await scenario.arrange?.(stage)) ?? {};
    const child = startProcess(id, folder, secrets, setting);
    const ending = await watch(child, (name) => stage.happen(name, child.pid ?? 0));
    const seen = [...ending.messages.map((message) => JSON.stringify(message)), ending.stdout, ending.stderr];
    const texts = { seen: [...seen, ...readFolder(folder)].join('\n'), abroad: stage.heardAbroad() };
    const { findings, measures } = judgeProcess(scenario, ending, texts, secrets);
    return {
      id,
      criterion: scenario.criterion,
      findings: [...(setting.judge?.(ending) ?? []), ...findings],
      measures,
    };
  } finally {
    await stage.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function startProcess(id: string, folder: string, secrets: Secrets, setting: Setting): ChildProcess {
  const assignment: Assignment = { id, secrets, options: setting.options ?? {}, props: setting.props ?? {} };
  const command = [process.execPath, ...(setting.flags ?? []), program];
  const words = setting.shell === undefined ? command : ['/bin/sh', '-c', setting.shell, 'sh', ...command];
  return spawn(words[0] ?? '', words.slice(1), {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
      TMPDIR: join(folder, 'tmp'),
      ASSIGNMENT: JSON.stringify(assignment),
      ...setting.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
}

/** Listens to a process until it has ended. */
async function watch(child: ChildProcess, happen: (cue: string) => Promise<void>): Promise<Ending> {
  const messages: Message[] = [];
  let lastAt = performance.now();
  let endedAt = lastAt;
  const lines = createInterface({ input: child.stdio[3] as Readable });
  lines.on('line', (line) => {
    const message = JSON.parse(line) as Message;
    messages.push(message);
    if (message.kind === 'done' || message.kind === 'cue') lastAt = performance.now();
    if (message.kind !== 'cue') return;
    happen(message.name)
      // A process that was killed on its cue hears no reply.
      .then(() => child.connected && child.send('done', () => undefined))
      .catch((error: unknown) => {
        messages.push({ kind: 'finding', finding: { what: 'cue', figure: String(error), isFine: false } });
        child.kill('SIGKILL');
      });
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.once('exit', () => {
    endedAt = performance.now();
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  const isDone = messages.some(({ kind }) => kind === 'done');
  const exitMs = Math.max(0, endedAt - lastAt);
  return { code, signal, isDone, exitMs, messages, stdout: stdout(), stderr: stderr() };
}

function collect(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
