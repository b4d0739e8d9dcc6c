import type { Context } from './context';
import { parseDate } from './parse-date';
import { type Convert, createReader, type FieldSource, readText } from './read-field';

/** Reads one field of a context as a moment: milliseconds, `undefined` when missing, `NaN` when it is no date. */
export type ReadTime = (context: Context) => number | undefined;

/** Makes the reader that the date operators use; only `currentTime` has a default, now (rule 16). */
export function createTimeReader(name: string, source: FieldSource): ReadTime {
  const read = createReader(name, source, toTime);
  return name === 'currentTime' ? (context) => read(context) ?? source.world.now() : read;
}

/** A `Date` is taken as it is: no text needs to be printed and read again. */
const toTime: Convert<number> = (value, name, source) => {
  if (value instanceof Date) {
    const time = value.getTime();
    return Number.isNaN(time) ? undefined : time;
  }
  const text = readText(value, name, source);
  return text === undefined ? undefined : (parseDate(text) ?? Number.NaN);
};
