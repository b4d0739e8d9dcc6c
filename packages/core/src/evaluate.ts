import type { Context } from './context/context';
import type { Cause, Evaluation } from './evaluation';
import { FLAG_OFF, type FlagSet } from './flag-set';

const NO_CONTEXT: Context = Object.freeze({});

/** Takes anything for a context: what is no object has no fields. */
export const toContext = (context: unknown): Context =>
  typeof context === 'object' && context !== null ? (context as Context) : NO_CONTEXT;

/**
 * Evaluates a flag: on or off, its variant, and why. Touches memory only, counts nothing, and never throws. An unknown
 * flag is off with the reason `not-found`.
 */
export function evaluate(flagSet: FlagSet<unknown>, name: string, context?: Context): Evaluation {
  const flag = flagSet.get(name);
  if (flag === undefined) return unanswered(name, 'not-found');
  const safe = toContext(context);
  return flag.decide(safe).complete(safe);
}

/** The evaluation of a flag that cannot be asked. */
export const unanswered = (
  flag: string,
  reason: Exclude<Cause['reason'], 'strategy' | 'parent'>,
): Evaluation => Object.freeze({ flag, enabled: false, variant: FLAG_OFF, reason, impressionData: false });
