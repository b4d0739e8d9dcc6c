/** The names of what is stored of one entry. */
export interface EntryNames {
  readonly text: string;
  readonly version: string;
  readonly lease: string;
  readonly fence: string;
}

/** The names of everything under a prefix. */
export interface KeyNames {
  /** The set of all keys that have a text. */
  readonly keys: string;
  /** The channel on which changes are told. */
  readonly changes: string;
  of(key: string): EntryNames;
}

/**
 * The names in Redis. All have one hash tag, so that Redis Cluster keeps them on one node and a script may touch several:
 * `flags`, or the one in braces that the prefix brings along.
 */
export function keyNames(prefix: string): KeyNames {
  const place = `${prefix}{flags}:`;
  return {
    keys: `${place}keys`,
    changes: `${prefix}changes`,
    of: (key) => ({
      text: `${place}text:${key}`,
      version: `${place}version:${key}`,
      lease: `${place}lease:${key}`,
      fence: `${place}fence:${key}`,
    }),
  };
}
