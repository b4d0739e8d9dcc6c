import { invalidFlags } from '../dev-server-error';
import type { Path } from './path';

/** A map whose values nobody has looked at yet. */
export type Node = Readonly<Record<string, unknown>>;

/** Names a value for messages, short enough for one line. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** The error for a node of the wrong kind. */
export const unexpected = (path: Path, what: string, value: unknown) =>
  invalidFlags(path, `expected ${what}, got ${describeValue(value)}`);

export const isMap = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws DevServerError when the node is no map. */
export function expectMap(value: unknown, path: Path, what = 'a map'): Node {
  if (!isMap(value)) throw unexpected(path, what, value);
  return value;
}

/** @throws DevServerError when the node is no list. */
export function expectList(value: unknown, path: Path, what = 'a list'): readonly unknown[] {
  if (!Array.isArray(value)) throw unexpected(path, what, value);
  return value;
}

/** @throws DevServerError when the node is no text. */
export function expectString(value: unknown, path: Path, what = 'a text'): string {
  if (typeof value !== 'string') throw unexpected(path, what, value);
  return value;
}

/** @throws DevServerError for the first key that is not known, so that no typing error passes in silence. */
export function expectKnownKeys(node: Node, known: readonly string[], path: Path): void {
  for (const key of Object.keys(node)) {
    if (known.includes(key)) continue;
    throw invalidFlags([...path, key], `unknown key; the keys known here are ${known.join(', ')}`);
  }
}
