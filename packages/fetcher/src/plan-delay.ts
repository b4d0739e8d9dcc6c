import { backoffDelay, clampDelay, type ErrorCode, type UnleashError } from '@unleash-client/http';

/** A refused token stays refused for a while, so asking for it is slowed down by this factor. */
const UNAUTHORIZED_FACTOR = 10;
const QUICK_MIN_MS = 500;
const QUICK_SPREAD_MS = 1500;
/** Faults that the next second cannot mend. */
const LASTING: ReadonlySet<ErrorCode> = new Set(['UNAUTHORIZED', 'REDIRECT', 'TOO_LARGE']);

/** Whether another try within seconds may help. */
export function isFleeting(error: UnleashError): boolean {
  return !LASTING.has(error.code);
}

export interface Plan {
  /** How the last fetch failed; undefined after a success. */
  readonly error: UnleashError | undefined;
  /** Whether this is a try of the first fetch that is to be repeated within seconds. */
  readonly quick: boolean;
  /** How many polls in a row have failed. */
  readonly failures: number;
  /** The time between two polls, in milliseconds; 0 means none. */
  readonly intervalMs: number;
  /** The most that chance adds to the interval, in milliseconds. */
  readonly jitterMs: number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
}

const ownPace = ({ error, quick, failures, intervalMs, jitterMs, random }: Plan): number | undefined => {
  if (quick) return QUICK_MIN_MS + random() * QUICK_SPREAD_MS;
  if (intervalMs === 0) return undefined;
  if (error === undefined) return intervalMs + random() * jitterMs;
  if (error.code === 'UNAUTHORIZED') return UNAUTHORIZED_FACTOR * intervalMs;
  return backoffDelay({ intervalMs, failures, random });
};

/**
 * How long to wait for the next fetch, in milliseconds, or undefined when none is due: the interval plus jitter after a
 * success, ten intervals after 401 and 403, else backoff; never sooner than the server's `Retry-After`.
 */
export function planDelay(plan: Plan): number | undefined {
  const pace = ownPace(plan);
  if (pace === undefined) return undefined;
  const asked = plan.error?.retryAfterMs;
  // Clients that were sent away together do not come back together.
  return clampDelay(asked === undefined ? pace : Math.max(pace, asked + plan.random() * plan.jitterMs));
}
