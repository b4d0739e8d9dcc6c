import { backoffDelay } from './backoff-delay';
import { clampDelay } from './clamp-delay';
import type { UnleashError } from './unleash-error';

/** A refused token stays refused for a while, so asking again is slowed down by this factor. */
const UNAUTHORIZED_FACTOR = 10;

/** What the time until the next request of its kind depends on. */
export interface Rhythm {
  /** How the last request failed; undefined after a success. */
  readonly error: UnleashError | undefined;
  /** How many requests in a row have failed. */
  readonly failures: number;
  /** The normal time between two requests, in milliseconds. */
  readonly intervalMs: number;
  /** The most that chance adds to the interval, in milliseconds. */
  readonly jitterMs: number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** Another pace than the interval's, in milliseconds; `Retry-After` still counts. */
  readonly paceMs?: number | undefined;
}

/**
 * How long to wait for the next request, in milliseconds: the interval plus jitter after a success, ten intervals after
 * 401 and 403, else backoff; never sooner than the server's `Retry-After`.
 */
export function nextDelay(rhythm: Rhythm): number {
  const pace = rhythm.paceMs ?? ownPace(rhythm);
  const asked = rhythm.error?.retryAfterMs;
  // Clients that were sent away together do not come back together.
  return clampDelay(asked === undefined ? pace : Math.max(pace, asked + rhythm.random() * rhythm.jitterMs));
}

function ownPace({ error, failures, intervalMs, jitterMs, random }: Rhythm): number {
  if (error === undefined) return intervalMs + random() * jitterMs;
  if (error.code === 'UNAUTHORIZED') return UNAUTHORIZED_FACTOR * intervalMs;
  return backoffDelay({ intervalMs, failures, random });
}
