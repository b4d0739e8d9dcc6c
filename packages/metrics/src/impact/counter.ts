import type { Labels } from './labels';
import type { Definition, Metric } from './metric';
import { createSeries, type Series } from './series';

interface Total {
  readonly labels: Labels;
  value: number;
}

/** A value that only grows, by whole numbers: negative ones and fractions have no effect but a warning. */
export function createCounter({ name, help, onWarn }: Definition): Metric {
  const newTotals = () => createSeries((labels): Total => ({ labels, value: 0 }), onWarn);
  const totals = newTotals();
  const add = (to: Series<Total>, value: number, labels: Labels) => {
    const total = to.at(labels);
    if (total !== undefined) total.value += value;
  };
  return {
    type: 'counter',
    record(value, labels) {
      if (!Number.isFinite(value)) return;
      if (Number.isInteger(value) && value >= 0) add(totals, value, labels);
      else onWarn(`a counter takes whole numbers from 0, got ${value}`);
    },
    collect(complete) {
      const sums = newTotals();
      for (const { labels, value } of totals.take()) add(sums, value, complete(labels));
      const samples = sums.take();
      return {
        name,
        help,
        type: 'counter',
        samples: samples.length > 0 ? samples : [{ labels: {}, value: 0 }],
      };
    },
    restore(metric) {
      if (metric.type !== 'counter') return;
      // The zero that stands for "nothing" must not become a sample of its own.
      for (const { labels, value } of metric.samples) if (value > 0) add(totals, value, labels);
    },
  };
}
