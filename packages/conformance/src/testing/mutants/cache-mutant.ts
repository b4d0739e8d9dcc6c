import type { CacheRule } from '../../cache/cache-rule';
import type { LeaseFault } from '../leases';
import type { FullCache, SharedStorage } from '../shared-storage';

/** One fault: methods that a faulty cache has in place of those of a good one, or what goes wrong with its leases. */
export interface CacheMutant {
  readonly fault?: (good: FullCache, storage: SharedStorage) => Partial<FullCache>;
  readonly leases?: LeaseFault;
  /** Rules that no cache with this fault can keep, besides the one it is about. */
  readonly also?: readonly CacheRule[];
}

/** Some faults, by the rules they break. */
export type CacheMutants = Readonly<Partial<Record<CacheRule, CacheMutant>>>;
