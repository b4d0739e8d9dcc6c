import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isByDelta, SUBJECTS, type SubjectName } from './create-subject';
import { expectedAnswer } from './large-payload';
import { type PayloadServer, startPayloadServer } from './payload-server';
import type { Question, RefreshCost } from './programs/subject';
import { type Program, startProgram } from './start-program';
import { withTempFolder } from './with-temp-folder';

/** What refreshing costs one client, round by round. */
export interface RefreshFigures {
  /** With two flags changed. */
  readonly changed: RefreshCost[];
  /** With all flags changed. */
  readonly allChanged: RefreshCost[];
  /** With two flags changed: the longest time that the event loop stood still, in milliseconds. */
  readonly stallsMs: number[];
  /** With the same bytes again; not measured where changes are asked for, since there are none. */
  readonly same: RefreshCost[];
  /** With 304. */
  readonly unchanged: RefreshCost[];
}

interface Contender {
  readonly name: SubjectName;
  readonly program: Program;
  readonly figures: RefreshFigures;
}

/** Rounds whose figures are not kept: by then much of the code is compiled. */
const WARM_UP = 1;
/** Polls that change nothing are too cheap to be measured one by one. */
const BATCH = 200;

/** Lets all clients refresh, each in a process of its own, in turns. */
export const measureRefresh = (
  flags: number,
  rounds: number,
): Promise<ReadonlyMap<SubjectName, RefreshFigures>> =>
  withTempFolder(async (folder) => {
    const server = await startPayloadServer(flags);
    const contenders: Contender[] = [];
    try {
      for (const name of SUBJECTS) contenders.push(await startContender(name, server, join(folder, name)));
      for (let round = -WARM_UP; round < rounds; round += 1) {
        await playRound(contenders, server);
        if (round < 0) for (const { figures } of contenders) forget(figures);
        // Whoever comes first finds another machine than whoever comes last.
        contenders.push(...contenders.splice(0, 1));
      }
      return new Map(contenders.map(({ name, figures }) => [name, figures]));
    } finally {
      for (const { program } of contenders) await program.stop();
      await server.close();
    }
  });

async function startContender(name: SubjectName, server: PayloadServer, home: string): Promise<Contender> {
  mkdirSync(home);
  // Where the clients keep their flags by default, each its own way.
  const env = { XDG_CACHE_HOME: home, TMPDIR: home };
  const program = await startProgram('subject', { words: [name, server.url, home], env });
  await program.ask<true>({ kind: 'start' } satisfies Question);
  const contender = {
    name,
    program,
    figures: { changed: [], allChanged: [], stallsMs: [], same: [], unchanged: [] },
  };
  await check(contender, server, 0, 1000);
  return contender;
}

async function playRound(contenders: readonly Contender[], server: PayloadServer): Promise<void> {
  server.change();
  for (const contender of contenders) {
    contender.figures.changed.push(await refresh(contender, 1));
    for (const index of server.changing) await check(contender, server, index, index + 1);
  }
  server.changeAll();
  for (const contender of contenders) contender.figures.allChanged.push(await refresh(contender, 1));
  server.honourEtags(false);
  for (const contender of contenders) {
    if (!isByDelta(contender.name)) contender.figures.same.push(await refresh(contender, 1));
  }
  server.honourEtags(true);
  for (const contender of contenders) contender.figures.unchanged.push(await refresh(contender, BATCH));
  server.change();
  for (const { program, figures } of contenders) {
    figures.stallsMs.push(await program.ask<number>({ kind: 'stall' } satisfies Question));
  }
}

const refresh = ({ program }: Contender, times: number): Promise<RefreshCost> =>
  program.ask<RefreshCost>({ kind: 'refresh', times } satisfies Question);

/** Whether a client answers what it should. */
async function check(
  { name, program }: Contender,
  server: PayloadServer,
  from: number,
  to: number,
): Promise<void> {
  const answers = await program.ask<boolean[]>({ kind: 'evaluate', from, to } satisfies Question);
  for (const [index, answer] of answers.entries()) {
    if (answer === expectedAnswer(from + index, server.switchedOff())) continue;
    throw new Error(`${name} is wrong about flag ${from + index}: ${answer}`);
  }
}

function forget(figures: RefreshFigures): void {
  for (const list of Object.values(figures)) list.length = 0;
}
