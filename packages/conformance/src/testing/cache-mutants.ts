import type { CacheRule } from '../cache/cache-rule';
import type { CacheMutant } from './mutants/cache-mutant';
import { leaseMutants } from './mutants/lease-mutants';
import { storageMutants } from './mutants/storage-mutants';
import { subscribeMutants } from './mutants/subscribe-mutants';
import { textMutants } from './mutants/text-mutants';

/** For each rule a cache that breaks it, in the order of the rules. */
export const cacheMutants: Readonly<Record<CacheRule, CacheMutant>> = {
  ...textMutants,
  ...storageMutants,
  ...subscribeMutants,
  ...leaseMutants,
};
