const FIRST_MS = 300_000;
const LONGEST_MS = 3_600_000;
/** Clients that fell back together do not come back together. */
const SPREAD = 0.2;

/**
 * How long polling stands in before what was asked for is tried again, in milliseconds: 5 minutes, twice as long after
 * each try that came to nothing, an hour at most; chance (uniform from 0 to 1) adds up to a fifth.
 */
export const planRest = (tries: number, random: () => number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (1 + SPREAD * random());
