import type { CollectedMetric } from '../impact/sample';

/** Counters and histograms collect a zero when nothing happened; that alone is not worth a request. */
export function isWorthSending(metric: CollectedMetric): boolean {
  switch (metric.type) {
    case 'counter':
      return metric.samples.some(({ value }) => value > 0);
    case 'gauge':
      return metric.samples.length > 0;
    case 'histogram':
      return metric.samples.some(({ count }) => count > 0);
  }
}
