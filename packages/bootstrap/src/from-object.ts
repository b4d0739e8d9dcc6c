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
  const features: unknown = (flags as BootstrapData | null | undefined)?.features;
  if (!Array.isArray(features)) {
    const given = features === null ? 'null' : typeof features;
    throw new UnleashError('INVALID_OPTION', `bootstrap.features must be a list of flags, got ${given}`);
  }
  const text = print(flags);
  return { name: 'an object', text, load: () => text };
}

function print(flags: object): string {
  try {
    return JSON.stringify(flags);
  } catch (thrown) {
    const cause = safeCause(thrown);
    const message = 'bootstrap must be an object that JSON can print';
    throw new UnleashError('INVALID_OPTION', message, cause === undefined ? {} : { cause });
  }
}
