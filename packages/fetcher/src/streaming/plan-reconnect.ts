import { nextDelay, type UnleashError } from '@unleash-client/http';
import { isMissing } from '../is-missing';

/** No two connections are closer than this, whatever chance says: at most nine in any 5 s. */
const SHORTEST_MS = 600;
const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** For what hardly mends within minutes: ten times the usual interval of polls. */
const SLOW_MS = 150_000;

export interface Reconnect {
  /** Why there is no connection. */
  readonly error: UnleashError;
  /** How many connections in a row came to nothing, before this one. */
  readonly failures: number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
}

/**
 * How long to wait for the next connection, in milliseconds: `600 + random(0, 1000 × 2^failures)`, 30 s at most; 150 s
 * after 401, 403 and where there is no stream. Never sooner than the server's `Retry-After`.
 */
export function planReconnect({ error, failures, random }: Reconnect): number {
  const isSlow = error.code === 'UNAUTHORIZED' || isMissing(error);
  // All of it is chance but the shortest time: the clients of a server that restarts lose their streams together.
  const chosenMs = SHORTEST_MS + random() * Math.min(LONGEST_MS - SHORTEST_MS, FIRST_MS * 2 ** failures);
  const paceMs = isSlow ? SLOW_MS : chosenMs;
  return nextDelay({ error, failures, random, paceMs, intervalMs: 0, jitterMs: FIRST_MS });
}
