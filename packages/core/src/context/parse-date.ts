const rfc3339 = /^(\d{4}-\d\d-(\d\d))[Tt ]((?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d+)?)([Zz]|[+-]\d\d:?\d\d)$/;

/**
 * A moment in milliseconds since 1970, from RFC 3339 text with seconds and an offset (`T` may be a blank), as the
 * Yggdrasil engine reads dates; `undefined` for all else, also for a 30 February. Fractions count to the millisecond.
 */
export function parseDate(text: string): number | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, date, day, time, offset] = match as unknown as [string, string, string, string, string];
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  const colon = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const moment = Date.parse(`${date}T${time}${colon}`);
  return Number.isNaN(moment) ? undefined : moment;
}
