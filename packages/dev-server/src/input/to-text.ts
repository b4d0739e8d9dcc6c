import type { Conversion } from './conversion';
import { unexpected } from './expect-node';
import type { Path } from './path';

/** A value as the text that a server sends: numbers the way they were written, booleans as words. */
export function toText(value: unknown, path: Path, { origin }: Conversion): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return origin.text(path) ?? String(value);
  if (typeof value === 'boolean') return String(value);
  throw unexpected(path, 'a text, a number, true or false', value);
}

/** Each item of a list as text; a single value is a list of one. */
export function toTexts(value: unknown, path: Path, conversion: Conversion): readonly string[] {
  if (!Array.isArray(value)) return [toText(value, path, conversion)];
  return value.map((item, index) => toText(item, [...path, index], conversion));
}
