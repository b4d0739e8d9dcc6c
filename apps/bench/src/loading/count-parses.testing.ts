import { vi } from 'vitest';

/** Counts, from now on, the texts with a certain content that are parsed in this process; each look begins anew. */
export function countParses(content: string): () => number {
  const parse = vi.spyOn(JSON, 'parse');
  return () => {
    const counted = parse.mock.calls.filter(([text]) => String(text).includes(content)).length;
    parse.mockClear();
    return counted;
  };
}
