import type { UnleashError } from '@unleash-client/http';
import type { CollectedMetric } from '../impact/sample';
import type { Usage } from '../usage/usage';

/** What there is to deliver. */
export interface UsageReport {
  /** Absent when nothing was counted and only impact metrics travel. */
  readonly usage?: Usage | undefined;
  /** Empty when none were recorded. */
  readonly impact: readonly CollectedMetric[];
}

/** What became of a report. What is neither delivered nor kept was dropped, and the exporter has said so. */
export interface ExportResult {
  /** What to keep and deliver with a later report. */
  readonly undelivered?: UsageReport | undefined;
  /** Why; sets the time until the next try. */
  readonly error?: UnleashError | undefined;
}

/**
 * Where usage goes: the Unleash server by default, anywhere else if you write one. A report whose promise rejects is kept
 * whole and delivered again, so deliver all of it, or say what is left; `{}` means that nothing is. The promise must
 * settle, soon once `signal` is aborted: no other report begins before it does.
 */
export interface UsageExporter {
  export(report: UsageReport, signal: AbortSignal): Promise<ExportResult>;
}
