import fc from 'fast-check';

type Path = readonly (string | number)[];

/** The paths of all nodes of a JSON value, the root's own first. */
export function* pathsIn(node: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    yield* pathsIn(child, [...path, Array.isArray(node) ? Number(key) : key]);
  }
}

/** A copy of a JSON value with another value at one path; what is not on the path is shared. */
export function replaceAt(node: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const child = (node as Record<string | number, unknown>)[key];
  const copy = Array.isArray(node) ? [...node] : { ...(node as object) };
  return Object.assign(copy, { [key]: replaceAt(child, rest, value) });
}

/** Values that are often wrong where something else belongs. */
export const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  'odd',
  '(',
  [],
  [null],
  ['odd'],
  [[]],
  {},
  { map: 1 },
  { length: 3 },
];

/** Up to three nodes of a JSON value replaced by others. */
export function anyMutation(value: unknown): fc.Arbitrary<unknown> {
  const paths = [...pathsIn(value)];
  const replacement = fc.oneof(fc.constantFrom(...oddValues), fc.jsonValue({ maxDepth: 2 }));
  const change = fc.tuple(fc.nat(paths.length - 1), replacement);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((mutated, [index, odd]) => {
      const path = paths[index] ?? [];
      return reaches(mutated, path) ? replaceAt(mutated, path, odd) : mutated;
    }, value),
  );
}

/** Whether an earlier change has left the path in place. */
function reaches(node: unknown, [key, ...rest]: Path): boolean {
  if (key === undefined) return true;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
  return reaches((node as Record<string | number, unknown>)[key], rest);
}
