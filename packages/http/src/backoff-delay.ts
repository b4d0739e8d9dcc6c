import { clampDelay } from './clamp-delay';

export interface Backoff {
  /** The normal time between two requests, in milliseconds. */
  readonly intervalMs: number;
  /** How many requests in a row have failed, 1 after the first. */
  readonly failures: number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
}

/**
 * How long to wait after a failure, in milliseconds: `interval + random(0, min(9 × interval, interval × 2^failures))`.
 * Never less than the interval, never more than ten of them.
 */
export function backoffDelay({ intervalMs, failures, random }: Backoff): number {
  return clampDelay(intervalMs + random() * intervalMs * Math.min(9, 2 ** failures));
}
