import { setTimeout as delay } from 'node:timers/promises';
import type { CacheMutants } from './cache-mutant';

/** Caches that break the rules of leases and guards. */
export const leaseMutants = {
  'lease-exclusive': {
    // Whoever asks twice gets it.
    fault: (good, storage) => {
      const refused = storage.noteOf('refused');
      return {
        lease: async (key, holder, ttlMs) => {
          const lease = await good.lease(key, holder, ttlMs);
          if (lease !== null || !refused.has(key)) return refused.add(key) && lease;
          return { token: Number.MAX_SAFE_INTEGER };
        },
      };
    },
    also: ['lease-race', 'lease-expiry', 'lease-extended', 'lease-keys', 'release-stranger'],
  },
  'lease-race': { leases: { pause: () => delay(1) } },
  'lease-renewal': { leases: { isRestless: true } },
  'lease-extended': { leases: { isStubborn: true } },
  // Whole seconds only, rounded the wrong way.
  'lease-expiry': { leases: { ttlOf: (ttlMs) => ttlMs - (ttlMs % 1000) } },
  'lease-tokens-grow': {
    leases: { tokenOf: () => 7 },
    also: ['release-frees', 'lease-destroy', 'guard-older'],
  },
  'lease-keys': { leases: { keyOf: () => 'all' } },
  'release-frees': { fault: () => ({ release: async () => undefined }) },
  'release-stranger': { leases: { isCareless: true } },
  'lease-destroy': {
    fault: (good, { leases }) => ({
      destroy: async () => {
        leases.forget();
        return good.destroy();
      },
    }),
  },
  'guard-newest': {
    fault: (good) => ({ set: async (key, value, guard) => guard === undefined && good.set(key, value) }),
    also: ['guard-older'],
  },
  'guard-older': { fault: (good) => ({ set: (key, value) => good.set(key, value) }) },
  'guard-none': {
    fault: (good, storage) => {
      const leased = storage.noteOf('leased');
      return {
        lease: (key, ...rest) => good.lease(leased.add(key) && key, ...rest),
        set: async (key, value, guard) =>
          (guard !== undefined || !leased.has(key)) && good.set(key, value, guard),
      };
    },
  },
} satisfies CacheMutants;
