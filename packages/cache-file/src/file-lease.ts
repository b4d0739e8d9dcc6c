import { setTimeout as delay } from 'node:timers/promises';
import type { Lease } from '@unleash-client/cache';
import { codeOf, fileError } from './file-error';
import { createLeaseLog, type LeaseLog } from './lease-log';
import { isRunning, type Tenure } from './tenure';

/** Others that are faster each time are a reason to leave it to them. */
const TRIES = 5;
/** A token further ahead of the clock stems from a clock that was wrong, and cannot be waited for. */
const LONGEST_WAIT_MS = 10;

/** Gives a file to a holder, or renews what it has; `null` while another holder has it. `prepare` makes the folder. */
export async function takeLease(
  path: string,
  holder: string,
  ttlMs: number,
  prepare: () => Promise<void>,
): Promise<Lease | null> {
  const log = createLeaseLog(path);
  for (let left = TRIES; left > 0; left -= 1) {
    await prepare();
    const answer = await tryToTake(log, holder, ttlMs).catch((error) => {
      // Somebody has deleted the folder, or has taken the temporary file for a leftover.
      if (codeOf(error) !== 'ENOENT' || left === 1) throw fileError('lease', path, error);
      return 'again' as const;
    });
    if (answer !== 'again') return answer;
  }
  return null;
}

async function tryToTake(log: LeaseLog, holder: string, ttlMs: number): Promise<Lease | null | 'again'> {
  const { sequence, tenure } = await log.newest();
  const now = Date.now();
  const running = tenure !== undefined && isRunning(tenure, now) ? tenure : undefined;
  if (running !== undefined && running.holder !== holder) return null;
  // A clock's time as the token: it keeps growing where the files, and with them the last token, are deleted.
  const token = running?.token ?? Math.max((tenure?.token ?? 0) + 1, now);
  if (!(await log.append(sequence, { holder, token, endsAt: now + ttlMs, ttlMs }))) return 'again';
  if (running === undefined) await passBy(token);
  return { token };
}

/** Waits until the clock has passed a token, a millisecond, so that a later one is larger in any case. */
async function passBy(token: number): Promise<void> {
  for (let left = LONGEST_WAIT_MS; left > 0 && Date.now() <= token; left -= 1) await delay(1);
}

/** Ends a holder's lease before its time; nothing happens unless it has it. */
export async function releaseLease(path: string, holder: string): Promise<void> {
  const log = createLeaseLog(path);
  for (let left = TRIES; left > 0; left -= 1) {
    const { sequence, tenure } = await log.newest();
    if (tenure?.holder !== holder || !isRunning(tenure, Date.now())) return;
    const ended: Tenure = { ...tenure, endsAt: 0 };
    if (await log.append(sequence, ended)) return;
  }
}

/** Whether no later holder was given a file than the one with this token. */
export async function allowsToken(path: string, token: number): Promise<boolean> {
  const { tenure } = await createLeaseLog(path).newest();
  return tenure === undefined || tenure.token <= token;
}
