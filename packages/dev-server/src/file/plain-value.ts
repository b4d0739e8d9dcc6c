import { unexpected } from '../input/expect-node';
import type { Path } from '../input/path';

/**
 * Turns the Maps of a parsed text into objects without a prototype, so that `__proto__` is a name like any other.
 * @throws DevServerError for a key that is itself a map or a list, or that is there twice (`404` and `"404"`).
 */
export function plainValue(value: unknown, path: Path = []): unknown {
  if (Array.isArray(value)) return value.map((item, index) => plainValue(item, [...path, index]));
  if (!(value instanceof Map)) return value;
  const record: Record<string, unknown> = Object.create(null);
  for (const [key, item] of value as Map<unknown, unknown>) {
    if (typeof key === 'object') throw unexpected(path, 'names as keys', key);
    const name = String(key);
    if (name in record) throw unexpected([...path, name], 'a key that is there only once', name);
    record[name] = plainValue(item, [...path, name]);
  }
  return record;
}
