import type { CacheRule, CacheRuleDefinition } from './cache-rule';
import { guardRules } from './rules/guard-rules';
import { housekeepingRules } from './rules/housekeeping-rules';
import { leaseRules } from './rules/lease-rules';
import { sharingRules } from './rules/sharing-rules';
import { subscribeRules } from './rules/subscribe-rules';
import { textRules } from './rules/text-rules';

/** All rules, in the order in which they are registered: what the others rest on comes first. */
export const cacheRules: Readonly<Record<CacheRule, CacheRuleDefinition>> = {
  ...textRules,
  ...sharingRules,
  ...housekeepingRules,
  ...subscribeRules,
  ...leaseRules,
  ...guardRules,
};
