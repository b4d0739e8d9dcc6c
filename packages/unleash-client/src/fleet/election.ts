import type { WriteGuard } from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import type { CacheKeeper } from '../flags/cache-keeper';
import type { Fence } from '../flags/cache-writer';

/**
 * What a process does for its fleet: `leader` polls and writes · `follower` reads what the leader writes · `alone` polls
 * for itself, since the cache does not say who leads.
 */
export type Role = 'leader' | 'follower' | 'alone';

export interface ElectionOptions {
  readonly keeper: Pick<CacheKeeper, 'lease' | 'release' | 'resume'>;
  readonly scheduler: Scheduler;
  /** Tells this client from all others. */
  readonly holder: string;
  /** How long a leader that says nothing more stays one, in milliseconds. */
  readonly ttlMs: number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
  /** Called when the role changes, and for the first one. */
  readonly onRole: (role: Role) => void;
}

/** Takes part in the election of the one process of a fleet that polls. */
export interface Election extends Fence {
  /** Ends it, and gives the lease back. */
  stop(): Promise<void>;
}

/** How often a leader renews its lease and the others ask for it, in a lease's time. */
const ASKS_PER_LEASE = 3;
/** Chance adds up to this share to the time between, so that processes started together ask one after another. */
const JITTER_SHARE = 0.1;

export function startElection(options: ElectionOptions): Election {
  const { keeper, scheduler, holder, ttlMs, random, now, onRole } = options;
  let role: Role | undefined;
  let guard: WriteGuard | undefined;
  /** Until when this process may believe that it leads: counted from before it asked, so never longer than the cache does. */
  let leadsUntil = Number.NEGATIVE_INFINITY;
  /** When the cache last said who leads. */
  let heardAt = Number.NEGATIVE_INFINITY;
  /** Whether the lease may be this process's: it has it, or never heard an answer. */
  let mayLead = true;
  let isStopped = false;
  let asking: Promise<void> | undefined;
  let cancel: () => void = () => undefined;

  const become = (next: Role) => {
    if (role === next || isStopped) return;
    role = next;
    onRole(next);
  };
  const ask = async (): Promise<void> => {
    cancel();
    const askedAt = now();
    const lease = await keeper.lease(holder, ttlMs);
    asking = undefined;
    mayLead = lease !== null;
    if (isStopped) return;
    if (lease !== undefined) heardAt = now();
    if (lease) {
      guard = { token: lease.token };
      leadsUntil = askedAt + ttlMs;
      become('leader');
      keeper.resume();
    } else if (lease === null) {
      leadsUntil = Number.NEGATIVE_INFINITY;
      become('follower');
    } else if (now() - heardAt > ttlMs) {
      become('alone');
    }
    cancel = scheduler.after((ttlMs / ASKS_PER_LEASE) * (1 + random() * JITTER_SHARE), askAgain);
  };
  const askAgain = () => {
    asking ??= ask();
  };
  askAgain();

  return {
    guard: () => (now() < leadsUntil ? guard : undefined),
    refused() {
      leadsUntil = Number.NEGATIVE_INFINITY;
      askAgain();
    },
    async stop() {
      isStopped = true;
      cancel();
      await asking;
      if (mayLead) await keeper.release(holder);
    },
  };
}
