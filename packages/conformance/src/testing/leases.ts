import type { Lease } from '@unleash-client/cache';

/** What leases do otherwise than they should. */
export interface LeaseFault {
  readonly keyOf?: (key: string) => string;
  readonly ttlOf?: (ttlMs: number) => number;
  readonly tokenOf?: (token: number) => number;
  /** Comes between reading who has the lease and writing who has it now. */
  readonly pause?: () => Promise<unknown>;
  /** Renewals give a new token. */
  readonly isRestless?: true;
  /** Renewals change nothing. */
  readonly isStubborn?: true;
  /** Anybody may give back anything. */
  readonly isCareless?: true;
}

export interface Leases {
  lease(key: string, holder: string, ttlMs: number): Promise<Lease | null>;
  release(key: string, holder: string): Promise<void>;
  allows(key: string, token: number): boolean;
  forget(): void;
}

interface Tenure {
  readonly holder: string;
  readonly token: number;
  readonly endsAt: number;
}

/** Leases of a storage that several processes would share, with or without a fault. */
export function createLeases(fault: LeaseFault = {}): Leases {
  const { keyOf = (key) => key, ttlOf = (ttlMs) => ttlMs, tokenOf = (token) => token } = fault;
  const tenures = new Map<string, Tenure>();

  return {
    async lease(key, holder, ttlMs) {
      const old = tenures.get(keyOf(key));
      if (fault.pause !== undefined) await fault.pause();
      const now = performance.now();
      const isFree = old === undefined || old.endsAt <= now;
      if (!isFree && old.holder !== holder) return null;
      const isNew = isFree || fault.isRestless === true;
      const token = isNew ? tokenOf((old?.token ?? 0) + 1) : old.token;
      const endsAt = isNew || !fault.isStubborn ? now + ttlOf(ttlMs) : old.endsAt;
      tenures.set(keyOf(key), { holder, token, endsAt });
      return { token };
    },
    async release(key, holder) {
      const tenure = tenures.get(keyOf(key));
      const isAllowed = tenure?.holder === holder || fault.isCareless;
      if (tenure !== undefined && isAllowed) tenures.set(keyOf(key), { ...tenure, endsAt: 0 });
    },
    allows: (key, token) => token >= (tenures.get(keyOf(key))?.token ?? 0),
    forget: () => tenures.clear(),
  };
}
