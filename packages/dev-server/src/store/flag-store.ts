import type { Change } from './change';
import type { Contents } from './contents';
import { diffContents } from './diff-contents';

/** The flags being served, and the number of their latest revision. Holds no file, socket or timer. */
export interface FlagStore {
  readonly contents: Contents;
  /** Starts at 1 and grows by one with each changed flag or segment. */
  readonly revision: number;
  /** Takes the next state; answers what changed, which is nothing when both are the same. */
  update(next: Contents): readonly Change[];
  /** Told of each update that changed something, after it is in place. Returns its own undo. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
}

/** A store that starts with `initial`. */
export function createFlagStore(initial: Contents): FlagStore {
  let contents = initial;
  let revision = 1;
  const listeners = new Set<(changes: readonly Change[]) => void>();
  return {
    get contents() {
      return contents;
    },
    get revision() {
      return revision;
    },
    update(next) {
      const changes = diffContents(contents, next, revision);
      if (changes.length === 0) return changes;
      contents = next;
      revision += changes.length;
      for (const listener of [...listeners]) listener(changes);
      return changes;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
