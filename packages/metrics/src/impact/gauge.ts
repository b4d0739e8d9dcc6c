import type { Labels } from './labels';
import type { Definition, Metric } from './metric';
import type { ValueSample } from './sample';
import { createSeries, type Series } from './series';

interface Reading {
  readonly labels: Labels;
  value: number;
}

/** A value that goes up and down; the last one counts. */
export function createGauge({ name, help, onWarn }: Definition): Metric {
  const newReadings = () => createSeries((labels): Reading => ({ labels, value: 0 }), onWarn);
  const restored = newReadings();
  const recorded = newReadings();
  const set = (readings: Series<Reading>, { labels, value }: ValueSample) => {
    const reading = readings.at(labels);
    if (reading !== undefined) reading.value = value;
  };
  return {
    type: 'gauge',
    record(value, labels) {
      if (Number.isFinite(value)) set(recorded, { labels, value });
    },
    collect(complete) {
      const latest = newReadings();
      // What was put back is older than all that was recorded since.
      for (const { labels, value } of [...restored.take(), ...recorded.take()]) {
        set(latest, { labels: complete(labels), value });
      }
      return { name, help, type: 'gauge', samples: latest.take() };
    },
    restore(metric) {
      if (metric.type === 'gauge') for (const sample of metric.samples) set(restored, sample);
    },
  };
}
