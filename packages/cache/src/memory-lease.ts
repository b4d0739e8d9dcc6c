import type { Lease } from './cache';

interface Tenure {
  readonly holder: string;
  readonly token: number;
  readonly endsAt: number;
}

/** Leases of one key among the users of one process. */
export interface MemoryLease {
  /** Gives or renews the lease; `null` while another holder has it. */
  take(holder: string, ttlMs: number): Lease | null;
  release(holder: string): void;
  /** Whether nobody was given a larger token. */
  allows(token: number): boolean;
}

export function createMemoryLease(now: () => number): MemoryLease {
  let tenure: Tenure | undefined;
  return {
    take(holder, ttlMs) {
      const time = now();
      const isFree = tenure === undefined || tenure.endsAt <= time;
      if (!isFree && tenure?.holder !== holder) return null;
      // A clock's time as the token: it keeps growing where what is stored, and with it the last token, is lost.
      const token = isFree ? Math.max((tenure?.token ?? 0) + 1, time) : (tenure?.token ?? time);
      tenure = { holder, token, endsAt: time + ttlMs };
      return { token };
    },
    release(holder) {
      if (tenure?.holder === holder) tenure = { ...tenure, endsAt: 0 };
    },
    allows: (token) => token >= (tenure?.token ?? 0),
  };
}
