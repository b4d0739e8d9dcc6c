import { type ErrorCode, nextDelay, type Rhythm, type UnleashError } from '@unleash-client/http';

const QUICK_MIN_MS = 500;
const QUICK_SPREAD_MS = 1500;
/** Faults that the next second cannot mend. */
const LASTING: ReadonlySet<ErrorCode> = new Set(['UNAUTHORIZED', 'REDIRECT', 'TOO_LARGE']);

/** Whether another try within seconds may help. */
export function isFleeting(error: UnleashError): boolean {
  return !LASTING.has(error.code);
}

export interface Plan extends Omit<Rhythm, 'paceMs'> {
  /** Whether this is a try of the first fetch that is to be repeated within seconds. */
  readonly quick: boolean;
}

/**
 * How long to wait for the next fetch, in milliseconds, or undefined when none is due: the quick tries of the first fetch
 * follow within seconds, also where the interval is 0; all others keep the rhythm.
 */
export function planDelay({ quick, ...rhythm }: Plan): number | undefined {
  if (quick) return nextDelay({ ...rhythm, paceMs: QUICK_MIN_MS + rhythm.random() * QUICK_SPREAD_MS });
  return rhythm.intervalMs === 0 ? undefined : nextDelay(rhythm);
}
