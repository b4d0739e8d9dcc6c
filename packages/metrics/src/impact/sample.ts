import type { Labels } from './labels';

/** A bound and how many observations were at most that. */
export interface Bucket {
  /** The upper bound, `+Inf` for the last. */
  readonly le: number | '+Inf';
  readonly count: number;
}

export interface ValueSample {
  readonly labels: Labels;
  readonly value: number;
}

export interface HistogramSample {
  readonly labels: Labels;
  readonly count: number;
  readonly sum: number;
  readonly buckets: readonly Bucket[];
}

interface MetricOf<Type extends string, Sample> {
  readonly name: string;
  readonly help: string;
  readonly type: Type;
  readonly samples: readonly Sample[];
}

/** A metric with what was recorded since the last collection, as it travels. */
export type CollectedMetric =
  | MetricOf<'counter', ValueSample>
  | MetricOf<'gauge', ValueSample>
  | MetricOf<'histogram', HistogramSample>;
