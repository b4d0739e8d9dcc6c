import { type Scheduler, UnleashError } from '@unleash-client/http';
import { createFailure } from '../create-failure';
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
    const isOurs = cause instanceof UnleashError;
    const error = isOurs ? cause : createFailure('UNAVAILABLE', 'the exporter of usage failed', cause);
    return { undelivered: report, error };
  } finally {
    cancel();
    signal.removeEventListener('abort', giveUp);
  }
}
