import type { SubjectName } from './create-subject';
import { expectedAnswer } from './large-payload';
import { atMost, createRow, type LoadingRow } from './loading-row';
import { startPayloadServer } from './payload-server';
import type { Question } from './programs/subject';
import { startProgram } from './start-program';
import { withTempFolder } from './with-temp-folder';

const MEGABYTE = 1e6;

/**
 * What the flags of a server take of the heap when all else is gone: before the first evaluation, and when each flag was
 * asked for once. Ours includes the received text, which it keeps to write it to a cache again and to know it again.
 */
export async function measureHeap(flags: number, processes: number): Promise<LoadingRow[]> {
  const [ours, official] = [createHeapFigures(), createHeapFigures()];
  const server = await startPayloadServer(flags);
  try {
    for (let time = 0; time < processes; time += 1) {
      await look('ours', server.url, flags, ours);
      await look('official', server.url, flags, official);
    }
  } finally {
    await server.close();
  }
  const row = (name: string, limit: number, figure: keyof HeapFigures) =>
    createRow({ name, must: atMost(limit), unit: 'MB', ours: ours[figure], theirs: official[figure] });
  return [
    row('heap before any evaluation ÷ unleash-client', 1, 'loaded'),
    row('heap with all flags compiled ÷ unleash-client', 2.2, 'compiled'),
  ];
}

interface HeapFigures {
  readonly loaded: number[];
  readonly compiled: number[];
}

const createHeapFigures = (): HeapFigures => ({ loaded: [], compiled: [] });

const look = (name: SubjectName, url: string, flags: number, into: HeapFigures): Promise<void> =>
  withTempFolder(async (home) => {
    const env = { XDG_CACHE_HOME: home, TMPDIR: home };
    const program = await startProgram('subject', { words: [name, url, home], env });
    const ask = <Answer>(question: Question) => program.ask<Answer>(question);
    const bare = await ask<number>({ kind: 'heap' });
    await ask({ kind: 'start' });
    into.loaded.push(((await ask<number>({ kind: 'heap' })) - bare) / MEGABYTE);
    const answers = await ask<boolean[]>({ kind: 'evaluate', from: 0, to: flags });
    if (answers.some((answer, index) => answer !== expectedAnswer(index, []))) {
      throw new Error(`${name} is wrong about a flag`);
    }
    into.compiled.push(((await ask<number>({ kind: 'heap' })) - bare) / MEGABYTE);
    await program.stop();
  });
