import { type Scheduler, UnleashError } from '@unleash-client/http';
import type { UsageExporter } from '@unleash-client/metrics';

/**
 * Gives an exporter of the application's own a deadline: one that never settles would hold up all later reports. What it
 * was given is then kept, and sent again.
 */
export function limitExporter(
  exporter: UsageExporter,
  timeoutMs: number,
  scheduler: Scheduler,
): UsageExporter {
  return {
    export(report, signal) {
      const controller = new AbortController();
      const abort = () => controller.abort(signal.reason);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true });
      return new Promise((resolve, reject) => {
        const cancel = scheduler.after(timeoutMs, () => {
          const message = `the exporter of usage failed: it did not settle within ${timeoutMs} ms`;
          const error = new UnleashError('TIMEOUT', message);
          controller.abort(error);
          reject(error);
        });
        // In a promise of its own, so that an exporter that throws rejects.
        Promise.resolve()
          .then(() => exporter.export(report, controller.signal))
          .then(resolve, reject)
          .finally(() => {
            cancel();
            signal.removeEventListener('abort', abort);
          });
      });
    },
  };
}
