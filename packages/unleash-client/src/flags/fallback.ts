import type { Context, Variant } from '@unleash-client/core';
import { UnleashError } from '@unleash-client/http';
import type { Reporter } from '../report/reporter';

/**
 * Answers in a flag's stead when it is unknown, no flags are loaded yet, or a custom strategy threw. A disabled flag is
 * off, whatever the fallback says.
 */
export type Fallback = boolean | ((name: string, context: Context) => boolean);

/** A variant as the caller's fallback; `feature_enabled` is `false` unless it says otherwise. */
export type FallbackVariant = Omit<Variant, 'feature_enabled'> & Partial<Pick<Variant, 'feature_enabled'>>;

/** Asks a fallback. One that throws, or answers with anything but `true` and `false`, counts as `false`. */
export function askFallback(fallback: Fallback, name: string, context: Context, reporter: Reporter): boolean {
  if (typeof fallback !== 'function') return fallback === true;
  const fail = (message: string, cause?: unknown) => {
    const error = new UnleashError('STRATEGY', `the fallback of flag ${quote(name)} ${message}`, { cause });
    reporter.errorOnce(`fallback ${quote(name)}`, error);
    return false;
  };
  try {
    const answer: unknown = fallback(name, context);
    if (typeof answer === 'boolean') return answer;
    if (answer instanceof Promise) answer.catch(() => undefined);
    return fail(`must return true or false, got ${answer instanceof Promise ? 'a promise' : typeof answer}`);
  } catch (cause) {
    return fail('threw', cause);
  }
}

const quote = (name: unknown): string => JSON.stringify(String(name).slice(0, 100));
