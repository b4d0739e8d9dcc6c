import type { MetricsReport, ToggleCounts } from '@unleash-client/dev-server';

/** What was counted for each flag, over all reports. */
export function sumUsage(reports: readonly MetricsReport[]): ReadonlyMap<string, Required<ToggleCounts>> {
  const sums = new Map<string, Required<ToggleCounts>>();
  for (const { bucket } of reports) {
    for (const [name, counts] of Object.entries(bucket?.toggles ?? {})) {
      const before = sums.get(name) ?? { yes: 0, no: 0, variants: {} };
      const variants = new Map(Object.entries(before.variants));
      for (const [variant, times] of Object.entries(counts.variants ?? {})) {
        variants.set(variant, (variants.get(variant) ?? 0) + times);
      }
      sums.set(name, {
        yes: before.yes + counts.yes,
        no: before.no + counts.no,
        variants: Object.fromEntries(variants),
      });
    }
  }
  return sums;
}
