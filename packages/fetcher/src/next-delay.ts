import { backoffDelay, clampDelay, type UnleashError } from '@unleash-client/http';

/** What the time until the next fetch depends on. */
export interface Rhythm {
  /** The normal time between two fetches, in milliseconds; `0`: there is none. */
  readonly intervalMs: number;
  /** Up to so many random milliseconds are added. */
  readonly jitterMs: number;
  /** How many more quick tries the very first fetch has. */
  readonly quickTries: number;
  /** How many fetches in a row have failed. */
  readonly failures: number;
  readonly random: () => number;
}

/** How many intervals to wait after 401 and 403: a token is rotated by people, and must work again without a restart. */
const SLOW_FACTOR = 10;
/** The quick tries of the first fetch are this far apart, in milliseconds. */
const QUICK = { least: 500, most: 2000 };

/** Milliseconds until the next fetch; `undefined`: none is planned. */
export function nextDelay(error: UnleashError | undefined, rhythm: Rhythm): number | undefined {
  const { intervalMs, jitterMs, random } = rhythm;
  if (error === undefined) return intervalMs > 0 ? clampDelay(intervalMs + random() * jitterMs) : undefined;
  if (error.code === 'UNAUTHORIZED') {
    return intervalMs > 0 ? clampDelay(SLOW_FACTOR * intervalMs + random() * jitterMs) : undefined;
  }
  const delay = delayAfterFailure(rhythm);
  if (delay === undefined) return undefined;
  // All who were told the same moment would come back in the same moment: hence the jitter.
  const asked = error.retryAfterMs === undefined ? 0 : error.retryAfterMs + random() * jitterMs;
  return clampDelay(Math.max(delay, asked));
}

function delayAfterFailure({ intervalMs, quickTries, failures, random }: Rhythm): number | undefined {
  if (quickTries > 0) return QUICK.least + random() * (QUICK.most - QUICK.least);
  return intervalMs > 0 ? backoffDelay({ intervalMs, failures, random }) : undefined;
}
