import type { UnleashError } from '@unleash-client/http';
import { createImpactRegistry } from '../impact/impact-metrics';
import { createManualScheduler, type ManualScheduler } from '../manual-scheduler.testing';
import { createUsageCounts, type UsageCounts } from '../usage/usage-counts';
import type { ExportResult, UsageExporter, UsageReport } from './usage-exporter';
import { createUsageSender, type UsageSender, type UsageSenderOptions } from './usage-sender';

export interface SenderUnderTest {
  readonly sender: UsageSender;
  readonly counts: UsageCounts;
  readonly impact: NonNullable<UsageSenderOptions['impact']>;
  readonly scheduler: ManualScheduler;
  readonly faults: readonly UnleashError[];
  /** Counts one evaluation of a flag. */
  count(name: string): void;
}

/** A sender that reports every 1000 ms without jitter or chance, unless told otherwise, on a clock that tests move. */
export function createSender(
  exporter: UsageExporter,
  options: Partial<UsageSenderOptions> = {},
): SenderUnderTest {
  const faults: UnleashError[] = [];
  const parts = {
    counts: createUsageCounts({ now: () => 0 }),
    impact: createImpactRegistry({ onWarn: () => undefined }),
    scheduler: createManualScheduler(),
  };
  const sender = createUsageSender({
    ...parts,
    exporter,
    random: () => 0,
    intervalMs: 1000,
    jitterMs: 0,
    onFault: (error) => faults.push(error),
    ...options,
  });
  return { ...parts, sender, faults, count: (name) => parts.counts.counterOf(name).count(true) };
}

type Export = (report: UsageReport, signal: AbortSignal) => Promise<ExportResult>;

export interface ScriptedExporter extends UsageExporter {
  readonly reports: readonly UsageReport[];
}

/** An exporter that treats one report after the other as told, the last way for ever. */
export function scriptedExporter(...exports: [Export, ...Export[]]): ScriptedExporter {
  const reports: UsageReport[] = [];
  return {
    reports,
    export: (report, signal) => {
      const treat = exports[Math.min(reports.length, exports.length - 1)] ?? exports[0];
      reports.push(report);
      return treat(report, signal);
    },
  };
}

export const delivered: Export = async () => ({});
/** Keeps the whole report for later. */
export const keeping =
  (error: UnleashError): Export =>
  async (report) => ({ undelivered: report, error });
