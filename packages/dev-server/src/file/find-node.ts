import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Path } from '../input/path';

/** A node of a YAML text, or the nearest one above it. */
export interface FoundNode {
  readonly node: unknown;
  /** Whether the whole path led there. */
  readonly isExact: boolean;
  /** Where its key starts, in characters from the start of the text; absent for the root. */
  readonly offset: number | undefined;
}

/** Follows a path through maps, lists and aliases, as far as it goes. */
export function findNode(document: Document, path: Path): FoundNode {
  let found: FoundNode = { node: document.contents, isExact: path.length === 0, offset: undefined };
  for (const [depth, key] of path.entries()) {
    const next = childOf(document, found.node, key);
    if (next === undefined) break;
    found = { ...next, isExact: depth === path.length - 1 };
  }
  return found;
}

function childOf(
  document: Document,
  parent: unknown,
  key: string | number,
): Omit<FoundNode, 'isExact'> | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair && { node: pair.value, offset: (pair.key as Node).range?.[0] };
  }
  if (!isSeq(node) || typeof key !== 'number') return undefined;
  const item = node.items[key] as Node | undefined;
  return item && { node: item, offset: item.range?.[0] };
}
