import { isDuration, isObject, read, refuse, refuseOthers } from '../options/check';

export interface InitializeOptions {
  /** How long to wait for flags, in milliseconds from 0. Default 5000. */
  readonly timeoutMs?: number | undefined;
  /**
   * Who asks the server. `true` this process. `false` another one: this client follows the `cache` that it fills.
   * `'elected'` the one process of a fleet that the `cache` gives a lease to, the others follow it; when it dies, another
   * takes over within two intervals. Default `true`.
   */
  readonly fetchToggles?: FetchToggles | undefined;
}

/** Who asks the server: this process, another one, or the one that is elected. */
export type FetchToggles = boolean | 'elected';

/** Long enough for a server on another continent that has just woken up, short enough for a start-up probe. */
const DEFAULT_TIMEOUT_MS = 5000;

/** The options with all gaps filled. */
export interface ResolvedInitializeOptions {
  readonly timeoutMs: number;
  readonly fetchToggles: FetchToggles;
}

/** @throws UnleashError `INVALID_OPTION` for wrong types and unknown names. */
export function resolveInitializeOptions(options: InitializeOptions): ResolvedInitializeOptions {
  return read('the options of initialize', () => {
    isObject('the options of initialize', options);
    const { timeoutMs = DEFAULT_TIMEOUT_MS, fetchToggles = true, ...others } = options;
    refuseOthers('initialize', others, ['timeoutMs', 'fetchToggles']);
    isDuration(0)('timeoutMs', timeoutMs);
    if (typeof fetchToggles !== 'boolean' && fetchToggles !== 'elected') {
      refuse('fetchToggles', "true, false or 'elected'", fetchToggles);
    }
    return { timeoutMs, fetchToggles };
  });
}
