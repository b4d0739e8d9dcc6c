import { runMutations } from './run-mutations';
import { isSound, type Tally } from './tally';

const columns = ['kind', 'cases', 'throws', 'wrong', 'mistold'] as const;

const print = (cells: readonly (string | number)[]): void =>
  void process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(12) : String(cell).padStart(9))).join('')}\n`,
  );

/**
 * Tries all mutants, or those of the kinds that are named, and prints a table of them. Answers whether not one of them made
 * a client throw, answer wrong, or tell of it wrongly.
 */
export async function printMutations(...only: readonly string[]): Promise<boolean> {
  print(columns);
  const onTally = (tally: Tally) => {
    print(columns.map((column) => tally[column]));
    for (const note of tally.notes) process.stdout.write(`  ${note}\n`);
  };
  const tallies = await runMutations({ onTally, ...(only.length > 0 && { only }) });
  const sum = (column: 'cases' | 'throws' | 'wrong' | 'mistold') =>
    tallies.reduce((total, tally) => total + tally[column], 0);
  print(['all', sum('cases'), sum('throws'), sum('wrong'), sum('mistold')]);
  return tallies.every(isSound);
}
