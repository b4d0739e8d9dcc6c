import type { Scheduler } from '@unleash-client/http';
import { within } from '../start/within';

/** A call of a cache that takes longer has failed, in milliseconds. */
const DEADLINE_MS = 10_000;

/** Waits for an answer of a cache, and not for ever. Rejects with what it throws, and when the time is up. */
export async function waitForCache<T>(
  answer: Promise<T>,
  scheduler: Scheduler,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const arrived = await within(
    answer.then((value) => ({ value })),
    deadlineMs,
    scheduler,
  );
  if (arrived === undefined) throw new Error(`no answer within ${deadlineMs} ms`);
  return arrived.value;
}
