/** Names a node's kind for messages. Never prints the node itself, which can be large or secret. */
export function describe(node: unknown): string {
  if (node === null) return 'null';
  if (node === undefined) return 'nothing';
  if (Array.isArray(node)) return 'a list';
  if (typeof node === 'object') return 'an object';
  if (node === '') return 'an empty string';
  return `a ${typeof node}`;
}

/** Says what stood where something else belongs. */
export const expected = (what: string, node: unknown): string => `expected ${what}, got ${describe(node)}`;
