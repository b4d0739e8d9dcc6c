import type { Labels } from './labels';
import type { Definition, Metric } from './metric';
import type { HistogramSample } from './sample';
import { createSeries, type Series } from './series';

/** The bounds of a histogram that names none: seconds, from five milliseconds to ten (contract, histogram). */
export const DEFAULT_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Tally {
  readonly labels: Labels;
  count: number;
  sum: number;
  /** How many observations were at most each bound; cumulative. */
  readonly counts: Map<number, number>;
}

/** How values spread over buckets. `bounds` are sorted and lose duplicates; `+Inf` is always the last. */
export function createHistogram({ name, help, onWarn }: Definition, bounds: readonly number[]): Metric {
  const sorted = [...new Set(bounds.filter(Number.isFinite))].sort((a, b) => a - b);
  const newTally = (labels: Labels): Tally => ({
    labels,
    count: 0,
    sum: 0,
    counts: new Map(sorted.map((le) => [le, 0])),
  });
  const newTallies = () => createSeries(newTally, onWarn);
  const tallies = newTallies();

  const add = (
    to: Series<Tally>,
    labels: Labels,
    { count, sum, buckets }: Omit<HistogramSample, 'labels'>,
  ) => {
    const tally = to.at(labels);
    if (tally === undefined) return;
    tally.count += count;
    tally.sum += sum;
    for (const { le, count } of buckets) {
      const before = le === '+Inf' ? undefined : tally.counts.get(le);
      if (le !== '+Inf' && before !== undefined) tally.counts.set(le, before + count);
    }
  };
  const toSample = ({ labels, count, sum, counts }: Tally): HistogramSample => ({
    labels,
    count,
    sum,
    buckets: [...Array.from(counts, ([le, count]) => ({ le, count })), { le: '+Inf' as const, count }],
  });

  return {
    type: 'histogram',
    record(value, labels) {
      if (!Number.isFinite(value)) return;
      const buckets = sorted.filter((le) => value <= le).map((le) => ({ le, count: 1 }));
      add(tallies, labels, { count: 1, sum: value, buckets });
    },
    collect(complete) {
      const sums = newTallies();
      for (const tally of tallies.take()) add(sums, complete(tally.labels), toSample(tally));
      const samples = sums.take();
      return {
        name,
        help,
        type: 'histogram',
        samples: (samples.length > 0 ? samples : [newTally({})]).map(toSample),
      };
    },
    restore(metric) {
      if (metric.type !== 'histogram') return;
      for (const sample of metric.samples) if (sample.count > 0) add(tallies, sample.labels, sample);
    },
  };
}
