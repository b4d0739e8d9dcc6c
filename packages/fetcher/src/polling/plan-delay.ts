import { nextDelay, quickDelay, type Rhythm } from '@unleash-client/http';

export interface Plan extends Omit<Rhythm, 'paceMs'> {
  /** Whether this is a try of the first fetch that is to be repeated within seconds. */
  readonly quick: boolean;
}

/**
 * How long to wait for the next fetch, in milliseconds, or undefined when none is due: the quick tries of the first fetch
 * follow within seconds, also where the interval is 0; all others keep the rhythm.
 */
export function planDelay({ quick, ...rhythm }: Plan): number | undefined {
  if (quick) return nextDelay({ ...rhythm, paceMs: quickDelay(rhythm.random) });
  return rhythm.intervalMs === 0 ? undefined : nextDelay(rhythm);
}
