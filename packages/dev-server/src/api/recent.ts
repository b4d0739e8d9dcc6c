/** The latest of many things, in their order. */
export interface Recent<T> {
  readonly items: readonly T[];
  add(item: T): void;
}

/** Remembers at most `limit` things; the oldest goes first. */
export function createRecent<T>(limit: number): Recent<T> {
  const items: T[] = [];
  return {
    items,
    add(item) {
      items.push(item);
      if (items.length > limit) items.shift();
    },
  };
}
