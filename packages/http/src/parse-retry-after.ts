/** A server may ask for silence, but not for so long that a mistyped header looks like a dead client. */
const LONGEST_MS = 60 * 60 * 1000;

/**
 * Reads a `Retry-After` header, seconds or an HTTP date, as milliseconds from `nowMs`, at most one hour.
 * A date in the past is 0; what is neither is undefined.
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // Without this guard `Date.parse` would read '-5' as a month.
  const date = /^[A-Z][a-z]+,.* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - nowMs), LONGEST_MS);
}
