import type { CollectedMetric } from '../impact/sample';
import type { FlagUsage } from '../usage/usage';
import type { ReporterIdentity } from './identity';

export const IDENTITY: ReporterIdentity = {
  appName: 'shop',
  instanceId: 'shop-1',
  connectionId: 'b3c1a6c0-0f5e-4d1a-9a53-1f2d3c4b5a69',
  platformName: 'node',
  platformVersion: 'v20.20.2',
  specVersion: '6.1.0',
};

/** The body of a report, as a server reads it. */
export interface Body {
  readonly bucket: {
    readonly start: string;
    readonly stop: string;
    readonly toggles: Readonly<
      Record<string, { yes: number; no: number; variants: Readonly<Record<string, number>> }>
    >;
  } | null;
  readonly impactMetrics?: readonly CollectedMetric[];
}

/** Adds a flag's usage to a map in which the flag may have some already: both are its usage. */
export function addUsage(
  flags: Map<string, FlagUsage>,
  name: string,
  { yes, no, variants }: FlagUsage,
): void {
  const before = flags.get(name) ?? counted(0, 0);
  const sums = new Map(before.variants);
  for (const [variant, times] of variants) sums.set(variant, (sums.get(variant) ?? 0) + times);
  flags.set(name, { yes: before.yes + yes, no: before.no + no, variants: sums });
}

/** The usage that bodies hold, as a server adds it up: by flag. */
export function sumUsage(bodies: readonly string[]): Map<string, FlagUsage> {
  const flags = new Map<string, FlagUsage>();
  for (const body of bodies) {
    const { bucket } = JSON.parse(body) as Body;
    for (const [name, { yes, no, variants }] of Object.entries(bucket?.toggles ?? {})) {
      addUsage(flags, name, { yes, no, variants: new Map(Object.entries(variants)) });
    }
  }
  return flags;
}

/** The impact metrics that bodies hold, by name and labels: totals of counters and histograms, the last value of gauges. */
export function sumImpact(bodies: readonly string[]): Map<string, number> {
  const totals = new Map<string, number>();
  const add = (name: string, labels: object, value: number) => {
    const key = `${name} ${JSON.stringify(labels)}`;
    if (value > 0) totals.set(key, (totals.get(key) ?? 0) + value);
  };
  for (const { impactMetrics = [] } of bodies.map((body) => JSON.parse(body) as Body)) {
    for (const metric of impactMetrics) {
      if (metric.type === 'histogram') {
        for (const { labels, sum } of metric.samples) add(metric.name, labels, sum);
      } else if (metric.type === 'counter') {
        for (const { labels, value } of metric.samples) add(metric.name, labels, value);
      } else {
        for (const { labels, value } of metric.samples)
          totals.set(`${metric.name} ${JSON.stringify(labels)}`, value);
      }
    }
  }
  return totals;
}

/** Usage of one flag. */
export const counted = (
  yes: number,
  no: number,
  variants: Readonly<Record<string, number>> = {},
): FlagUsage => ({
  yes,
  no,
  variants: new Map(Object.entries(variants)),
});
