import { isBoolean, isDuration, isObject, refuseOthers } from '../options/check';

export interface InitializeOptions {
  /** How long to wait for flags, in milliseconds from 0. Default 5000. */
  readonly timeoutMs?: number | undefined;
  /** `false` never asks the server and follows the `cache` that another process fills. Default `true`. */
  readonly fetchToggles?: boolean | undefined;
}

/** Long enough for a server on another continent that has just woken up, short enough for a start-up probe. */
const DEFAULT_TIMEOUT_MS = 5000;

/** The options with all gaps filled. */
export interface ResolvedInitializeOptions {
  readonly timeoutMs: number;
  readonly fetchToggles: boolean;
}

/** @throws UnleashError `INVALID_OPTION` for wrong types and unknown names. */
export function resolveInitializeOptions(options: InitializeOptions): ResolvedInitializeOptions {
  isObject('the options of initialize', options);
  const { timeoutMs = DEFAULT_TIMEOUT_MS, fetchToggles = true, ...others } = options;
  refuseOthers('initialize', others, ['timeoutMs', 'fetchToggles']);
  isDuration(0)('timeoutMs', timeoutMs);
  isBoolean('fetchToggles', fetchToggles);
  return { timeoutMs, fetchToggles };
}
