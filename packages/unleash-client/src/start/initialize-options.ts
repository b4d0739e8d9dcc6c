import { isBoolean, isDuration, isObject } from '../options/check';

export interface InitializeOptions {
  /** How long to wait for flags, in milliseconds from 0. Default 5000. */
  readonly timeoutMs?: number | undefined;
  /** `false` never asks the server and follows the `cache` that another process fills. Default `true`. */
  readonly fetchToggles?: boolean | undefined;
}

/** Long enough for a server on another continent that has just woken up, short enough for a start-up probe. */
const DEFAULT_TIMEOUT_MS = 5000;

/** @throws UnleashError `INVALID_OPTION` for wrong types. */
export function resolveInitializeOptions(options: InitializeOptions): {
  readonly timeoutMs: number;
  readonly fetchToggles: boolean;
} {
  isObject('the options of initialize', options);
  const { timeoutMs = DEFAULT_TIMEOUT_MS, fetchToggles = true } = options;
  isDuration(0)('timeoutMs', timeoutMs);
  isBoolean('fetchToggles', fetchToggles);
  return { timeoutMs, fetchToggles };
}
