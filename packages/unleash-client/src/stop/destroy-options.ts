import { isBoolean, isDuration, isObject, read, refuseOthers } from '../options/check';

export interface DestroyOptions {
  /** Whether to report what is counted. Default `true`. */
  readonly flush?: boolean | undefined;
  /** How long that may take, in milliseconds from 0. Default 3000. */
  readonly timeoutMs?: number | undefined;
}

/** Long enough for a slow server, short enough for the seconds that orchestrators leave a process to end. */
export const DEFAULT_FLUSH_MS = 3000;

/** @throws UnleashError `INVALID_OPTION` for wrong types and unknown names. */
export function resolveDestroyOptions(options: DestroyOptions): {
  readonly flush: boolean;
  readonly timeoutMs: number;
} {
  return read('the options of destroy', () => {
    isObject('the options of destroy', options);
    const { flush = true, timeoutMs = DEFAULT_FLUSH_MS, ...others } = options;
    refuseOthers('destroy', others, ['flush', 'timeoutMs']);
    isBoolean('flush', flush);
    isDuration(0)('timeoutMs', timeoutMs);
    return { flush, timeoutMs };
  });
}
