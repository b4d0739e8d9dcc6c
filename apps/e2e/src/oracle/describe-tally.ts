import type { Tally } from './comparison';

/** One line: how much was compared, what was left out and why, and how often the two disagreed. */
export const describeTally = (tally: Tally, contexts: number, flags: number, seed: number): string => {
  const reasons = [...tally.excluded]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`);
  return (
    `playground: ${tally.comparisons} comparisons (${flags} flags, ${contexts} contexts, seed ${seed}, ` +
    `${tally.enabled} on), excluded: ${reasons.join(', ') || 'none'}; ${tally.differences.length} differences`
  );
};
