const MOST = 5;
const WITHIN_MS = 60_000;

/** Counts the failures of a stream. */
export interface FailureCount {
  /** Counts one; whether it is one too many: the fifth within a minute, or in a row, however slow they come. */
  add(nowMs: number): boolean;
  /** Ends the row. */
  interrupt(): void;
  /** Begins anew. */
  clear(): void;
}

export function createFailureCount(): FailureCount {
  let times: number[] = [];
  let inRow = 0;
  return {
    add(nowMs) {
      times = [...times.filter((time) => nowMs - time < WITHIN_MS), nowMs];
      inRow += 1;
      return times.length >= MOST || inRow >= MOST;
    },
    interrupt() {
      inRow = 0;
    },
    clear() {
      times = [];
      inRow = 0;
    },
  };
}
