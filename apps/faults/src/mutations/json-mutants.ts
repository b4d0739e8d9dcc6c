import { oddJson } from './odd-json';

/** Where a node is: the keys from the root to it. */
export type Path = readonly (string | number)[];

/** A text with one node replaced, removed or doubled. */
export interface JsonMutant {
  readonly path: Path;
  /** What was done: the name of an odd value, `removed` or `doubled`. */
  readonly change: string;
  readonly text: string;
}

type Container = Readonly<Record<string | number, unknown>>;

const isContainer = (node: unknown): node is Container => typeof node === 'object' && node !== null;

/** The paths of all nodes of a JSON value, the root's own first. */
export function* pathsIn(node: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (!isContainer(node)) return;
  for (const [key, child] of Object.entries(node)) {
    yield* pathsIn(child, [...path, Array.isArray(node) ? Number(key) : key]);
  }
}

/** Nothing that is mutated holds this text. */
const HOLE = '\uE000 the hole \uE000';

/** All mutants of a JSON value at one of its nodes. */
export function* mutantsAt(root: unknown, path: Path): Generator<JsonMutant> {
  // Printed once for all values: a body of a hundred flags is long.
  const [before = '', after = ''] = JSON.stringify(changeAt(root, path, () => [HOLE])).split(
    JSON.stringify(HOLE),
  );
  for (const [change, odd] of oddJson) yield { path, change, text: `${before}${odd}${after}` };
  if (path.length === 0) return;
  yield { path, change: 'removed', text: JSON.stringify(changeAt(root, path, () => [])) };
  yield { path, change: 'doubled', text: JSON.stringify(changeAt(root, path, (node) => [node, node])) };
}

/**
 * A copy of a JSON value with other nodes in the place of one: none, one, or several in a list; several where no list is
 * become one.
 */
function changeAt(root: unknown, path: Path, change: (node: unknown) => readonly unknown[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(root)[0];
  const parent = root as Container;
  if (rest.length > 0) return withMember(parent, key, changeAt(parent[key], rest, change));
  const nodes = change(parent[key]);
  if (Array.isArray(parent)) {
    return [...parent.slice(0, Number(key)), ...nodes, ...parent.slice(Number(key) + 1)];
  }
  if (nodes.length === 1) return withMember(parent, key, nodes[0]);
  const { [key]: _, ...others } = parent;
  return nodes.length === 0 ? others : withMember(others, key, nodes);
}

function withMember(parent: Container, key: string | number, value: unknown): unknown {
  const copy = Array.isArray(parent) ? [...parent] : { ...parent };
  return Object.assign(copy, { [key]: value });
}
