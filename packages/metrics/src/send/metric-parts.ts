import type { CollectedMetric } from '../impact/sample';
import { jsonSize } from './json-size';

interface MetricPart {
  readonly bytes: number;
  readonly metric: CollectedMetric;
}

/** One metric with its size, as a whole where that fits into `maxBytes`, else spread by its samples. */
export function* metricParts(metric: CollectedMetric, maxBytes: number): Generator<MetricPart> {
  const head = printedSize({ ...metric, samples: [] });
  let samples: CollectedMetric['samples'][number][] = [];
  let bytes = head;
  for (const sample of metric.samples) {
    const size = printedSize(sample);
    if (bytes + size > maxBytes && samples.length > 0) {
      yield { bytes, metric: withSamples(metric, samples) };
      samples = [];
      bytes = head;
    }
    samples.push(sample);
    bytes += size;
  }
  yield { bytes, metric: withSamples(metric, samples) };
}

/** The samples are the metric's own, so they are of its type, which the compiler cannot see. */
const withSamples = (metric: CollectedMetric, samples: readonly unknown[]): CollectedMetric =>
  ({ ...metric, samples }) as CollectedMetric;

/** With the comma that follows. */
const printedSize = (value: unknown): number => jsonSize(JSON.stringify(value)) + 1;
