import { type Context, FLAG_OFF, type Variant } from '@unleash-client/core';
import { isThenable } from '../is-thenable';
import { createOwnError } from '../report/own-error';
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
  const refuse = (message: string, failure?: { readonly thrown: unknown }) => {
    report(name, message, reporter, failure);
    return false;
  };
  try {
    const answer: unknown = fallback(name, context);
    if (typeof answer === 'boolean') return answer;
    if (!isThenable(answer)) return refuse(`must return true or false, got ${typeof answer}`);
    // A rejection of a promise that nobody asked for must not end the process.
    answer.then(undefined, () => undefined);
    return refuse('must return true or false, got a promise');
  } catch (thrown) {
    return refuse('threw', { thrown });
  }
}

/** A frozen copy of a caller's variant, so that nobody can change it; of what is no variant, the one of flags that are off. */
export function askFallbackVariant(fallback: FallbackVariant, flag: string, reporter: Reporter): Variant {
  try {
    const { name, enabled, payload, feature_enabled } = fallback;
    if (typeof name === 'string' && typeof enabled === 'boolean') {
      const copy = typeof payload === 'object' && payload && { payload: Object.freeze({ ...payload }) };
      return Object.freeze({ name, enabled, ...copy, feature_enabled: feature_enabled === true });
    }
    report(flag, 'is no variant: it needs a name and enabled', reporter);
  } catch (thrown) {
    report(flag, 'is no variant', reporter, { thrown });
  }
  return FLAG_OFF;
}

function report(
  name: string,
  message: string,
  reporter: Reporter,
  failure?: { readonly thrown: unknown },
): void {
  const about = `the fallback of flag ${quote(name)}`;
  reporter.errorOnce(about, createOwnError('STRATEGY', `${about} ${message}`, failure));
}

/** Names can be anything, and a megabyte of it. */
const quote = (name: unknown): string =>
  typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : `(a ${typeof name})`;
