import type { Rule } from '../rule';
import type { CacheBench } from './cache-bench';
import type { CacheMethod } from './checked-cache';

/** The id of a rule of the `Cache` contract, by which `skip` names it. */
export type CacheRule =
  | 'missing'
  | 'verbatim'
  | 'empty-text'
  | 'large-text'
  | 'last-set'
  | 'similar-keys'
  | 'key-case'
  | 'bootstrap-key'
  | 'many-keys'
  | 'persistent'
  | 'shared'
  | 'concurrent-sets'
  | 'whole-reads'
  | 'mset-all'
  | 'exists-missing'
  | 'exists-stored'
  | 'destroy-deletes'
  | 'destroy-usable'
  | 'close-keeps'
  | 'close-twice'
  | 'subscribe-set'
  | 'subscribe-other-keys'
  | 'subscribe-undo'
  | 'subscribe-undo-twice'
  | 'subscribe-throwing'
  | 'subscribe-destroy'
  | 'subscribe-close'
  | 'lease-exclusive'
  | 'lease-race'
  | 'lease-renewal'
  | 'lease-extended'
  | 'lease-expiry'
  | 'lease-tokens-grow'
  | 'lease-keys'
  | 'release-frees'
  | 'release-stranger'
  | 'lease-destroy'
  | 'guard-newest'
  | 'guard-older'
  | 'guard-none';

/** A rule of the contract, and which methods it is about, if a cache may lack them. */
export interface CacheRuleDefinition extends Rule<CacheBench> {
  readonly needs?: readonly CacheMethod[];
}

/** Some of the rules by their ids. */
export type CacheRules = Readonly<Partial<Record<CacheRule, CacheRuleDefinition>>>;
