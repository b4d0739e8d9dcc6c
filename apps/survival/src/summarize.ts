/** Median and worst of some numbers, as a line shows them: `median 12, worst 40`. */
export function summarize(values: readonly number[], unit = ''): string {
  if (values.length === 0) return 'none';
  const sorted = [...values].sort((a, b) => a - b);
  const show = (value: number | undefined) => `${Math.round((value ?? 0) * 10) / 10}${unit}`;
  return `median ${show(sorted[Math.floor(sorted.length / 2)])}, worst ${show(sorted.at(-1))}`;
}
