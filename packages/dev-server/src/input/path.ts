/** Where a node is, from the root of a flags file: `['flags', 'new-checkout', 'strategies', 0]`. */
export type Path = readonly (string | number)[];

/** Prints a path the way JavaScript would reach it: `flags.new-checkout.strategies[0]`, `flags["my flag"]`. */
export function formatPath(path: Path): string {
  const printed = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    const short = key.length > 100 ? `${key.slice(0, 100)}…` : key;
    return /^[\w$-]+$/.test(short) ? `.${short}` : `[${JSON.stringify(short)}]`;
  });
  return printed.join('').replace(/^\./, '');
}

/** Reads a printed path, such as those in the issues of `@unleash-client/core`. */
export function parsePath(text: string): Path {
  const keys = text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return Array.from(keys, ([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? '') : (JSON.parse(quoted) as string);
  });
}
