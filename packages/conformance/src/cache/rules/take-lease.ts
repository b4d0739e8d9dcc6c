import assert from 'node:assert/strict';
import { expectThat } from '../../expect-that';
import { show } from '../../show';
import type { CacheBench } from '../cache-bench';
import type { CheckedCache } from '../checked-cache';

/** Longer than any rule takes. */
const LONG_MS = 60_000;
/** Long enough for a round trip, short enough to wait for. */
export const SHORT_MS = 200;

/** The token of a lease that must be given. */
export async function takeLease(
  cache: CheckedCache,
  key: string,
  holder: string,
  ttlMs = LONG_MS,
): Promise<number> {
  const token = await askForLease(cache, key, holder, ttlMs);
  return token ?? assert.fail(`lease must be given to ${holder}, got null`);
}

/** The token of a lease, or `null` when somebody else has it. */
export async function askForLease(
  cache: CheckedCache,
  key: string,
  holder: string,
  ttlMs = LONG_MS,
): Promise<number | null> {
  const answer: { token?: unknown } | null | undefined = await cache.lease(key, holder, ttlMs);
  if (answer === null) return null;
  const token = answer?.token;
  if (Number.isSafeInteger(token) && (token as number) > 0) return token as number;
  assert.fail(`lease must answer null, or { token } with a whole number from 1 on, got ${show(answer)}`);
}

/** The token of a lease that somebody else still has, for a short time at most. */
export async function awaitLease(
  { until }: CacheBench,
  cache: CheckedCache,
  key: string,
  holder: string,
): Promise<number> {
  let token: number | null = null;
  await until(
    async () => {
      token = await askForLease(cache, key, holder);
      return token !== null;
    },
    () => `lease must be given to ${holder} once the time of the holder before is over`,
  );
  return token ?? assert.fail();
}

/** Fails unless a holder is told that somebody else has the lease. */
export async function expectRefusal(cache: CheckedCache, key: string, holder: string): Promise<void> {
  const token = await askForLease(cache, key, holder);
  expectThat(token === null, `lease must answer ${holder} with null, got the token ${token}`);
}

/** Fails unless a token belongs to a later tenure than another one. */
export function expectLater(token: number, earlier: number): void {
  expectThat(token > earlier, `the token must be larger than ${earlier} of the tenure before, got ${token}`);
}
