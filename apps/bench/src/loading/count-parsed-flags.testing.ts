import { vi } from 'vitest';

/** Counts, from now on, the flags in the texts that are parsed in this process; each look begins anew. */
export function countParsedFlags(): () => number {
  const parse = vi.spyOn(JSON, 'parse');
  return () => {
    // What each flag of the large payload has once.
    const flags = parse.mock.calls.map(([text]) => String(text).split('"impressionData":').length - 1);
    parse.mockClear();
    return flags.reduce((sum, count) => sum + count, 0);
  };
}
