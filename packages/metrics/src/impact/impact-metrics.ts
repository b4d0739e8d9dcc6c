import { describeFailure } from '@unleash-client/http';
import { createCounter } from './counter';
import { createGauge } from './gauge';
import { createHistogram, DEFAULT_BUCKETS } from './histogram';
import { copyLabels, type Labels } from './labels';
import type { Definition, Metric } from './metric';
import type { CollectedMetric } from './sample';

/**
 * What a release does to the numbers that matter, by the contract of `@unleash/client-specification`. Nothing here
 * throws: a metric that was not defined, or of another type, has no effect but a warning.
 */
export interface ImpactMetrics {
  /** Defines a counter. Defining a name again changes nothing. */
  defineCounter(name: string, help: string): void;
  /** Defines a gauge. */
  defineGauge(name: string, help: string): void;
  /** Defines a histogram. `buckets` are upper bounds; default 0.005 to 10, meant for seconds. */
  defineHistogram(name: string, help: string, buckets?: readonly number[]): void;
  /** Adds to a counter a whole number from 0, 1 by default. */
  incrementCounter(name: string, value?: number, labels?: Labels): void;
  /** Sets a gauge. */
  updateGauge(name: string, value: number, labels?: Labels): void;
  /** Puts a value into a histogram. */
  observeHistogram(name: string, value: number, labels?: Labels): void;
}

/** The metrics of one client, and the side by which the sender reads them. */
export interface ImpactRegistry extends ImpactMetrics {
  /** Hands out what was recorded since the last time; empty when nothing was ever defined. */
  collect(): readonly CollectedMetric[];
  /** Takes back what could not be delivered; defines what is not defined here. */
  restore(metrics: readonly CollectedMetric[]): void;
}

export interface ImpactOptions {
  /** Told what has no effect. */
  readonly onWarn: (message: string) => void;
  /**
   * Labels for all samples, asked at each collection: the application's name and environment (contract, automatic
   * labels). A sample's own labels win. Default none; if it throws, the samples go without.
   */
  readonly labels?: (() => Labels) | undefined;
}

/** Creates a registry without metrics. It holds at most 2000 sets of labels a metric between two reports. */
export function createImpactRegistry({ onWarn, labels: automatic }: ImpactOptions): ImpactRegistry {
  const metrics = new Map<string, Metric>();

  const warn = (name: unknown, message: string) => onWarn(`impact metric ${quote(name)}: ${message}`);
  const define = (name: string, help: string, type: Metric['type'], create: (of: Definition) => Metric) => {
    const known = metrics.get(name);
    if (known?.type === type) return;
    if (known !== undefined) warn(name, `it is a ${known.type} already, no ${type}`);
    else metrics.set(name, create({ name, help, onWarn: (message) => warn(name, message) }));
  };
  const defineHistogram = (name: string, help: string, buckets: readonly number[] = DEFAULT_BUCKETS) => {
    const bounds = copyList(buckets);
    if (bounds !== undefined) define(name, help, 'histogram', (of) => createHistogram(of, bounds));
    else warn(name, 'its buckets are no list of numbers; it is not defined');
  };
  const record = (name: string, type: Metric['type'], value: number, labels: Labels = {}) => {
    const metric = metrics.get(name);
    if (metric?.type !== type) return warn(name, `there is no ${type} of that name; define it first`);
    try {
      metric.record(value, copyLabels(labels));
    } catch (thrown) {
      warn(name, `its labels could not be read: ${describeFailure(thrown)}`);
    }
  };
  const askForLabels = (): Labels => {
    try {
      return copyLabels(automatic?.() ?? {});
    } catch (thrown) {
      onWarn(`impact metrics go without automatic labels: ${describeFailure(thrown)}`);
      return {};
    }
  };
  const defineAgain = ({ name, help, ...metric }: CollectedMetric) => {
    if (metrics.has(name)) return;
    if (metric.type === 'counter') define(name, help, 'counter', createCounter);
    else if (metric.type === 'gauge') define(name, help, 'gauge', createGauge);
    else
      defineHistogram(
        name,
        help,
        metric.samples[0]?.buckets.map(({ le }) => Number(le)),
      );
  };

  return {
    defineCounter: (name, help) => define(name, help, 'counter', createCounter),
    defineGauge: (name, help) => define(name, help, 'gauge', createGauge),
    defineHistogram,
    incrementCounter: (name, value = 1, labels) => record(name, 'counter', value, labels),
    updateGauge: (name, value, labels) => record(name, 'gauge', value, labels),
    observeHistogram: (name, value, labels) => record(name, 'histogram', value, labels),
    collect() {
      const common = askForLabels();
      const complete = (labels: Labels): Labels => ({ ...common, ...labels });
      return [...metrics.values()].map((metric) => metric.collect(complete));
    },
    restore(collected) {
      for (const metric of collected) {
        defineAgain(metric);
        metrics.get(metric.name)?.restore(metric);
      }
    },
  };
}

/** `undefined` for what is no list, or throws when it is read. */
function copyList(list: readonly number[]): readonly number[] | undefined {
  try {
    return Array.isArray(list) ? [...list] : undefined;
  } catch {
    return undefined;
  }
}

const quote = (name: unknown): string =>
  typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : `(${typeof name})`;
