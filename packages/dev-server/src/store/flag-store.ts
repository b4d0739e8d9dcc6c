import type { Change } from './change';
import type { Contents } from './contents';
import { diffContents } from './diff-contents';
import type { Step } from './step';

/** How many changes are remembered for clients that fetch only these. */
export const defaultHistoryLimit = 1000;

/** The flags being served, and the number of their latest revision. Holds no file, socket or timer. */
export interface FlagStore {
  readonly contents: Contents;
  /** Starts at 1 and grows by one with each changed flag or segment. */
  readonly revision: number;
  /** Takes the next state; answers what changed, which is nothing when both are the same. */
  update(next: Contents): readonly Change[];
  /** What led from a revision to the latest, oldest first; `undefined` for one that is not remembered or never was. */
  since(revision: number): readonly Step[] | undefined;
  /** Told of each update that changed something, after it is in place. Returns its own undo. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
}

/** A store that starts with `initial` and remembers its latest `historyLimit` changes. */
export function createFlagStore(initial: Contents, historyLimit = defaultHistoryLimit): FlagStore {
  let contents = initial;
  let revision = 1;
  let history: readonly Step[] = [];
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
      const all = [...history, ...changes.map((change) => toStep(change, contents, next))];
      history = all.slice(Math.max(0, all.length - historyLimit));
      contents = next;
      revision += changes.length;
      for (const listener of [...listeners]) listener(changes);
      return changes;
    },
    since(known) {
      const missed = revision - known;
      return missed >= 0 && missed <= history.length ? history.slice(history.length - missed) : undefined;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toStep(change: Change, { flags }: Contents, next: Contents): Step {
  if (change.type === 'feature-updated') {
    const { name } = change.feature;
    return { change, before: flags.get(name), after: next.flags.get(name) };
  }
  const before = change.type === 'feature-removed' ? flags.get(change.featureName) : undefined;
  return { change, before, after: undefined };
}
