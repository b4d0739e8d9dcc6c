import { describeFault, type Scheduler, UnleashError } from '@unleash-client/http';
import type { ExportResult, UsageExporter, UsageReport } from './usage-exporter';

/**
 * Has a report exported; whatever the exporter does, the answer says what to keep, and it never rejects. An exporter that
 * does not settle when `signal` is aborted is waited for no longer: the whole report is then undelivered.
 */
export async function tryExport(
  exporter: UsageExporter,
  report: UsageReport,
  signal: AbortSignal,
  scheduler: Scheduler,
): Promise<ExportResult> {
  let cancel: () => void = () => undefined;
  let giveUp: () => void = () => undefined;
  const givenUp = new Promise<ExportResult>((resolve) => {
    const error = new UnleashError('ABORTED', 'reporting usage was stopped');
    // Not at once: an exporter that heeds the signal knows best what it has delivered.
    giveUp = () => {
      cancel = scheduler.after(0, () => resolve({ undelivered: report, error }));
    };
  });
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    // In plain JavaScript, an exporter that has nothing to say returns nothing.
    const result: ExportResult | undefined = await Promise.race([exporter.export(report, signal), givenUp]);
    return result ?? {};
  } catch (cause) {
    const message = `the exporter of usage failed: ${describeFault(cause)}`;
    return { undelivered: report, error: new UnleashError('UNAVAILABLE', message, { cause }) };
  } finally {
    cancel();
    signal.removeEventListener('abort', giveUp);
  }
}
