import { safeCause, UnleashError } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';

/** Flags in the form of the server's `client/features` answer. What is malformed in it fails alone. */
export interface BootstrapData {
  readonly features: readonly object[];
  readonly segments?: readonly object[] | null | undefined;
  /** What else a server sends, which nobody needs to evaluate flags. */
  readonly version?: unknown;
  readonly query?: unknown;
  readonly meta?: unknown;
}

/**
 * Initial flags from an object, copied here and now. A client answers from them as soon as it is constructed.
 * @throws UnleashError `INVALID_OPTION` for what JSON cannot print, and where `features` is no list.
 */
export function fromObject(flags: BootstrapData): BootstrapSource {
  const text = print(flags);
  return { name: 'an object', text, load: () => text };
}

const refuse = (message: string, options: { readonly cause?: Error } = {}): UnleashError =>
  new UnleashError('INVALID_OPTION', `bootstrap must be ${message}`, options);

function print(flags: BootstrapData | null | undefined): string {
  let features: unknown;
  let text: unknown;
  try {
    features = flags?.features;
    text = JSON.stringify(flags);
  } catch (thrown) {
    const cause = safeCause(thrown);
    throw refuse('an object that JSON can print', cause === undefined ? {} : { cause });
  }
  if (Array.isArray(features) && typeof text === 'string') return text;
  const given = features === null ? 'null' : typeof features;
  throw refuse(`{ features: [flags…] }, got ${Array.isArray(flags) ? 'a list' : `features: ${given}`}`);
}
