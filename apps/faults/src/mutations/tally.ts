/** What came of the mutants of one kind. */
export interface Tally {
  readonly kind: string;
  readonly cases: number;
  /** What was thrown by a method that never throws, rejected without a listener, or thrown where nobody catches. */
  readonly throws: number;
  /** Answers that differ from those to the valid input, though the mutant has nothing to do with them. */
  readonly wrong: number;
  /** Faults that were told too often, too long, with a secret, or not at all. */
  readonly mistold: number;
  /** The first few of each, for people. */
  readonly notes: readonly string[];
}

/** One mutant being tried. Nothing wrong with it is what comes of nearly all. */
export interface Trial {
  threw(what: string, thrown: unknown): void;
  wrong(what: string): void;
  mistold(what: string): void;
}

/** Counts what comes of the mutants of one kind. */
export interface Counter {
  /** A mutant is to be tried. */
  begin(mutant: string): Trial;
  /** For what happens while several mutants are tried, and belongs to none. */
  readonly anywhere: Trial;
  readonly tally: Tally;
}

const MOST_NOTES = 10;
const LONGEST_NOTE = 600;

export function createCounter(kind: string): Counter {
  const counts = { cases: 0, throws: 0, wrong: 0, mistold: 0 };
  const notes: string[] = [];
  const count = (what: 'throws' | 'wrong' | 'mistold', text: string) => {
    counts[what] += 1;
    if (counts[what] <= MOST_NOTES) notes.push(`${kind}: ${text}`.slice(0, LONGEST_NOTE));
  };
  const trialOf = (mutant: string): Trial => ({
    threw: (what, thrown) => count('throws', `${mutant}: ${what} threw ${show(thrown)}`),
    wrong: (what) => count('wrong', `${mutant}: ${what}`),
    mistold: (what) => count('mistold', `${mutant}: ${what}`),
  });
  return {
    begin(mutant) {
      counts.cases += 1;
      return trialOf(mutant);
    },
    anywhere: trialOf('somewhere'),
    get tally() {
      return { kind, ...counts, notes: [...notes] };
    },
  };
}

/** Anything can be thrown, also what cannot be printed. */
function show(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.stack}` : String(thrown);
  } catch {
    return `a ${typeof thrown} that cannot be printed`;
  }
}

/** Whether all that was tried came out as it should. */
export const isSound = ({ throws, wrong, mistold }: Tally): boolean => throws + wrong + mistold === 0;
