import type { World } from '../world';
import type { Context } from './context';
import { ownValue } from './own-value';
import { parseDate } from './parse-date';
import { createFieldReader } from './read-field';

/** Reads one field of a context as a moment: milliseconds, `undefined` when missing, `NaN` when it is no date. */
export type ReadTime = (context: Context) => number | undefined;

/** Makes the reader that the date operators use; only `currentTime` has a default, now (rule 16). */
export function createTimeReader(name: string, world: World): ReadTime {
  const read = createFieldReader(name, world);
  const readText: ReadTime = (context) => {
    const text = read(context);
    return text === undefined ? undefined : (parseDate(text) ?? Number.NaN);
  };
  if (name !== 'currentTime') return readText;
  return (context) => {
    try {
      // Most contexts set no time: no text needs to be printed and read again for those.
      const value = ownValue(context, name) ?? ownValue(ownValue(context, 'properties'), name);
      if (value === undefined || value === null) return world.now();
      if (value instanceof Date && !Number.isNaN(value.getTime())) return value.getTime();
    } catch {
      return world.now();
    }
    return readText(context);
  };
}
