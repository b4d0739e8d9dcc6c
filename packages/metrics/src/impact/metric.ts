import type { Labels } from './labels';
import type { CollectedMetric } from './sample';

/** A defined impact metric: takes values, hands out what it has, takes back what could not be delivered. */
export interface Metric {
  readonly type: CollectedMetric['type'];
  /** Records a value; `Infinity` and `NaN` have no effect (contract, numeric types). */
  record(value: number, labels: Labels): void;
  /** Hands out what was recorded since the last time, its labels completed, and begins anew. */
  collect(complete: (labels: Labels) => Labels): CollectedMetric;
  /** Adds what was handed out to what has been recorded since; a gauge keeps the newer value. */
  restore(metric: CollectedMetric): void;
}

/** What a metric is made of. */
export interface Definition {
  readonly name: string;
  readonly help: string;
  /** Told why something has no effect. */
  readonly onWarn: (message: string) => void;
}
