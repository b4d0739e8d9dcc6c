import type { Context } from './context';
import { defaultOf } from './default-of';
import { parseDecimal } from './parse-decimal';
import { type Convert, createReader, type FieldSource, readText } from './read-field';

/** Reads one field of a context as a number: `undefined` when missing, `NaN` when it is no decimal number (rule 15). */
export type ReadNumber = (context: Context) => number | undefined;

/** Makes the reader that the number operators use. */
export function createNumberReader(name: string, source: FieldSource): ReadNumber {
  const read = createReader(name, source, toNumber);
  const otherwise = defaultOf(name, source.world);
  return otherwise === undefined ? read : (context) => read(context) ?? toNumber(otherwise(), name, source);
}

/** A number is taken as it is: no text needs to be printed and read again. */
const toNumber: Convert<number> = (value, name, source) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const text = readText(value, name, source);
  return text === undefined ? undefined : (parseDecimal(text) ?? Number.NaN);
};
