import { printMutations } from './mutations/print-mutations';
import { runScenarios } from './run-scenarios';
import { printSoak } from './soak/print-soak';

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Each answers whether all was as it must be. */
const programs: Readonly<Record<string, (...words: readonly string[]) => Promise<boolean>>> = {
  /** Faults of all kinds; `quick` leaves out the long ones, another word is the beginning of the names to run. */
  scenarios: (word = '') =>
    runScenarios({ isQuick: word === 'quick', only: word === 'quick' ? '' : word, print }),
  /** Odd values wherever a client takes one; the words are the kinds to run. */
  mutations: printMutations,
  /** Clients that live long and many that do not; words: seconds, clients. */
  soak: printSoak,
};

const [name, ...words] = process.argv.slice(2);
const chosen = Object.entries(programs).filter(([program]) => name === undefined || program === name);
if (chosen.length === 0) {
  print(`which one? ${Object.keys(programs).join(', ')}; all of them without a name`);
  process.exitCode = 2;
}
for (const [, run] of chosen) {
  if (!(await run(...words))) process.exitCode = 1;
}
