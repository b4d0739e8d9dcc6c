import type { Cache, MaybePromise } from '@unleash-client/cache';
import { checkDuration, checkFunction, checkSkip } from '../check-options';
import { registerRules } from '../register-rules';
import type { TestFunction } from '../test-function';
import { withCacheBench } from './cache-bench';
import type { CacheRule } from './cache-rule';
import { cacheRules } from './cache-rules';
import { type CacheMethod, cacheMethods } from './checked-cache';

/** What {@link cacheConformance} needs to know. */
export interface CacheConformanceOptions {
  /** Your runner's `test` or `it`. */
  readonly test: TestFunction;
  /**
   * Opens the storage; called again it opens the same storage anew, as another process would, also while the first one is
   * open. A cache that lives in one process's memory is the same object each time.
   */
  readonly create: () => MaybePromise<Cache>;
  /** Optional methods that the cache lacks, and single rules that do not apply to it. Default: none. */
  readonly skip?: readonly (CacheMethod | CacheRule)[] | undefined;
  /**
   * Milliseconds that one call, or one notice to a subscriber, may take before its rule fails; below your runner's own
   * limit, so that the message says what is missing. Default 4000.
   */
  readonly timeoutMs?: number | undefined;
}

/** Runners commonly give a test five seconds. */
const DEFAULT_TIMEOUT_MS = 4000;

/**
 * Registers a test for each rule of the `Cache` contract. Rules use random keys, and those of `destroy` delete all that is
 * stored: give them a storage of their own, and run them one after the other.
 * @throws TypeError for a name in `skip` that is neither a method nor a rule, functions that are none, and a
 * `timeoutMs` that is no duration.
 */
export function cacheConformance({
  test,
  create,
  skip = [],
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: CacheConformanceOptions): void {
  checkFunction('test', test);
  checkFunction('create', create);
  checkDuration('timeoutMs', timeoutMs);
  checkSkip(skip, [...cacheMethods, ...Object.keys(cacheRules)]);
  const skipped = new Set<string>(skip);
  const rules = Object.entries(cacheRules).filter(
    ([id, { needs = [] }]) => !skipped.has(id) && !needs.some((method) => skipped.has(method)),
  );
  registerRules(test, rules, (check) => withCacheBench(create, timeoutMs, check));
}
