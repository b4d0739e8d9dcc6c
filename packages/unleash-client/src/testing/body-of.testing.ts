import { type FlagDraft, featuresOf } from './features-of.testing';

/** The text of a server's answer with these flags. */
export const bodyOf = (...flags: readonly FlagDraft[]): string =>
  JSON.stringify({ version: 2, ...featuresOf(...flags) });
