/** The one in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median and worst of some milliseconds, as a line shows them: `median 1.2 ms, worst 4 ms`. */
export function summarize(values: readonly number[]): string {
  const show = (value: number) => `${Math.round(value * 100) / 100} ms`;
  return `median ${show(medianOf(values))}, worst ${show(Math.max(...values))}`;
}
