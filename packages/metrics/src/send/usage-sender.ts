import { nextDelay, type Scheduler, UnleashError } from '@unleash-client/http';
import { createFailure } from '../create-failure';
import type { ImpactRegistry } from '../impact/impact-metrics';
import type { CollectedMetric } from '../impact/sample';
import type { UsageCounts } from '../usage/usage-counts';
import { isWorthSending } from './is-worth-sending';
import { tryExport } from './try-export';
import type { UsageExporter, UsageReport } from './usage-exporter';

export interface UsageSenderOptions {
  readonly counts: UsageCounts;
  readonly impact?: ImpactRegistry | undefined;
  readonly exporter: UsageExporter;
  readonly scheduler: Scheduler;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** The time between two reports, in milliseconds; `0`: only those of `flush()`. */
  readonly intervalMs: number;
  /** The most that chance adds to each interval, in milliseconds. */
  readonly jitterMs: number;
  /** Told of a report that is kept for later, and why. */
  readonly onFault: (error: UnleashError) => void;
}

/** Sends what was counted, again and again, until it is stopped. */
export interface UsageSender {
  /** Starts the rhythm; the first report is due after one interval. */
  start(): void;
  /** Sends all that is counted by now, behind a report under way. Settles when that has succeeded or failed; never rejects. */
  flush(): Promise<void>;
  /** Ends it: no further report, and none under way; what that one held is kept in the counts. */
  stop(): void;
}

/** Creates a sender that does nothing before `start()` or `flush()`; one report is under way at a time. */
export function createUsageSender(options: UsageSenderOptions): UsageSender {
  const { counts, impact, exporter, scheduler, random, intervalMs, jitterMs } = options;
  const controller = new AbortController();
  const { signal } = controller;
  let cancelNext: () => void = () => undefined;
  let underWay: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  let isStarted = false;
  let failures = 0;
  let isTelling = false;

  const onFault = (error: UnleashError) => {
    isTelling = true;
    try {
      options.onFault(error);
    } catch {
      // It has just thrown at being told: nobody is left to tell.
    }
    isTelling = false;
  };
  /** Impact metrics that fail must not hold back usage, nor an exporter's nonsense the next report. */
  const guard = <T>(what: string, call: () => T, otherwise: T): T => {
    try {
      return call();
    } catch (cause) {
      onFault(createFailure('UNAVAILABLE', `${what} failed`, cause));
      return otherwise;
    }
  };
  const takeReport = (): UsageReport | undefined => {
    const none: readonly CollectedMetric[] = [];
    const collected = guard('collecting impact metrics', () => impact?.collect() ?? none, none);
    const usage = counts.take();
    return usage === undefined && !collected.some(isWorthSending) ? undefined : { usage, impact: collected };
  };
  const deliver = async (report: UsageReport): Promise<UnleashError | undefined> => {
    const { undelivered, error } = await tryExport(exporter, report, signal, scheduler);
    const { usage, impact: samples } = undelivered ?? {};
    guard('keeping usage', () => usage && counts.putBack(usage), undefined);
    guard('keeping impact metrics', () => samples && impact?.restore(samples), undefined);
    if (error === undefined || signal.aborted) return undefined;
    onFault(error);
    // A listener's fault says nothing about where the reports go.
    return error.code === 'LISTENER' ? undefined : error;
  };
  const sendOnce = async (): Promise<UnleashError | undefined> => {
    if (signal.aborted) return undefined;
    cancelNext();
    const report = takeReport();
    return report === undefined ? undefined : deliver(report);
  };
  const plan = (error: UnleashError | undefined) => {
    if (!isStarted || signal.aborted || intervalMs === 0) return;
    const delayMs = nextDelay({ error, failures, intervalMs, jitterMs, random });
    cancelNext();
    cancelNext = scheduler.after(delayMs, () => void send());
  };
  const send = (): Promise<void> => {
    // Not within this call: a report can end, or ask for a flush, before there is a promise to remember it by.
    underWay ??= Promise.resolve()
      .then(sendOnce)
      .then((error) => {
        underWay = undefined;
        failures = error === undefined ? 0 : failures + 1;
        plan(error);
      });
    return underWay;
  };

  return {
    start() {
      isStarted = true;
      plan(undefined);
    },
    flush() {
      if (underWay === undefined) return send();
      // Who is being told that this report failed would only make a loop of asking for the next one.
      if (isTelling) return underWay;
      // What was counted since the report under way began goes with the next one, for all who ask meanwhile.
      waiting ??= underWay.then(() => {
        waiting = undefined;
        return send();
      });
      return waiting;
    },
    stop() {
      isStarted = false;
      cancelNext();
      controller.abort(new UnleashError('ABORTED', 'reporting usage was stopped'));
    },
  };
}
