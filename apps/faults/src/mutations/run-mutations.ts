import { startCaseServer } from './case-server';
import { kinds } from './kinds';
import { type ClientFactory, createRealClient, createRun } from './mutation-run';
import { createCounter, type Tally } from './tally';
import { watchProcess } from './watch-process';
import { watchPrototypes } from './watch-prototypes';

export interface MutationOptions {
  /** The kinds to run. Default: all. */
  readonly only?: readonly string[];
  /** One mutant of about so many is tried. Default 1: all. */
  readonly oneOf?: number;
  /** Which of them: the same for the same number. */
  readonly seed?: number;
  /** Makes the clients under test. */
  readonly create?: ClientFactory;
  /** Told of each kind when it is through. */
  readonly onTally?: (tally: Tally) => void;
}

/** Tries the mutants of all kinds on clients; answers with what came of each kind. */
export async function runMutations(options: MutationOptions = {}): Promise<readonly Tally[]> {
  const { only = [...kinds.keys()], oneOf = 1, seed = 1, create = createRealClient, onTally } = options;
  const server = await startCaseServer();
  const { random } = Math;
  // Flags that ask chance answer the same each time.
  Math.random = () => 0.4;
  try {
    const tallies: Tally[] = [];
    for (const [kind, mutate] of kinds) {
      if (!only.includes(kind)) continue;
      const counter = createCounter(kind);
      const stop = watchProcess(counter.anywhere);
      const arePrototypesClean = watchPrototypes();
      await mutate(createRun(server, createSample(oneOf, seed), create), counter);
      // A rejection is told of when the turn that it happened in has ended.
      await new Promise(setImmediate);
      if (!arePrototypesClean()) counter.anywhere.wrong('something is on a prototype that was not there');
      stop();
      onTally?.(counter.tally);
      tallies.push(counter.tally);
    }
    return tallies;
  } finally {
    Math.random = random;
    await server.close();
  }
}

/** Chooses one of so many, spread evenly over places and values, whatever the distances between them are. */
function createSample(oneOf: number, seed: number): () => boolean {
  let index = seed;
  return () => {
    index += 1;
    return Math.imul(index, 2_654_435_761) >>> 0 < 2 ** 32 / oneOf;
  };
}
