import type { RegexEngine } from '@unleash-client/core';

/** Loads the regular expression engine: a large library, and few flags need it. */
export const loadRegex = async (): Promise<RegexEngine> => (await import('@unleash-client/core/re2')).re2;
