/** A time for which somebody believes that he holds the lease. */
export interface Tenure {
  readonly holder: number;
  readonly from: number;
  readonly until: number;
}

/** The pairs of tenures of different holders that overlap, each as a sentence. A fleet must have none. */
export function findOverlaps(tenures: readonly Tenure[]): string[] {
  // An answer may come when the lease that it gives has run out.
  const sorted = tenures.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from);
  const overlaps: string[] = [];
  let last: Tenure | undefined;
  for (const tenure of sorted) {
    if (last !== undefined && last.holder !== tenure.holder && tenure.from < last.until) {
      const ms = Math.round(last.until - tenure.from);
      overlaps.push(`${tenure.holder} had the lease ${ms} ms before that of ${last.holder} ended`);
    }
    if (last === undefined || tenure.until > last.until) last = tenure;
  }
  return overlaps;
}
