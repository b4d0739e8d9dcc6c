import { describeFault, UnleashError } from '@unleash-client/http';
import type { CollectedMetric } from '../impact/sample';
import type { UsageReport } from './usage-exporter';

/** Says that a piece is lost because the server will never take it. */
export function droppedError(error: UnleashError, { usage, impact }: UsageReport): UnleashError {
  const what =
    usage === undefined
      ? plural(impact.length, 'impact metric')
      : `usage of ${plural(usage.flags.length, 'flag')}`;
  return new UnleashError('UNAVAILABLE', `${error.message}; dropped: ${what}`, {
    cause: error,
    status: error.status,
  });
}

/** Says that a metric is lost because it cannot be printed; `undefined` for one that can (contract, fault isolation). */
export function unprintableError(metric: CollectedMetric): UnleashError | undefined {
  try {
    JSON.stringify(metric);
    return undefined;
  } catch (cause) {
    const message = `an impact metric that cannot be printed is dropped: ${describeFault(cause)}`;
    return new UnleashError('UNAVAILABLE', message, { cause });
  }
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
