import { atLeast, createRow, type LoadingRow } from './loading-row';
import type { CountingFigures } from './programs/counting';
import { startProgram } from './start-program';

/** What it takes to count an evaluation of each flag, and to make a report of that. */
export async function measureCounting(flags: number, rounds: number): Promise<LoadingRow[]> {
  const program = await startProgram('counting', { words: [String(flags), String(rounds)] });
  const { counting, report } = await program.ask<CountingFigures>({});
  await program.stop();
  const row = (name: string, limit: number, { ours, official }: CountingFigures['counting']) =>
    createRow({ name, must: atLeast(limit, ' ×'), unit: 'ms CPU', ours, theirs: official, isSpeed: true });
  return [
    row(`counting ${flags.toLocaleString('en')} flags`, 4, counting),
    row('building their report', 1.5, report),
  ];
}
