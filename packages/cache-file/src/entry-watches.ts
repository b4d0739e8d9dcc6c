import { type FileWatch, watchFile } from './watch-file';

/** Who wants to hear of which file; one watch for all subscribers of a file. */
export interface EntryWatches {
  /** Returns its undo. */
  subscribe(path: string, changed: () => void): () => void;
  /** Looks at a file at once, if anybody wants to hear of it. */
  look(path: string): void;
  /** Ends all subscriptions. */
  close(): void;
}

interface Watched {
  readonly watch: FileWatch;
  readonly listeners: Set<{ readonly changed: () => void }>;
}

export function createEntryWatches(): EntryWatches {
  const watched = new Map<string, Watched>();

  const start = (path: string): Watched => {
    const listeners: Watched['listeners'] = new Set();
    const tell = () => {
      for (const listener of [...listeners]) {
        // One that was undone by another a moment ago hears nothing any more.
        if (!listeners.has(listener)) continue;
        try {
          listener.changed();
        } catch {
          // What a reader makes of the news is not the others' concern.
        }
      }
    };
    const started = { watch: watchFile(path, tell), listeners };
    watched.set(path, started);
    return started;
  };

  return {
    subscribe(path, changed) {
      const { watch, listeners } = watched.get(path) ?? start(path);
      // An object of its own, so that one function may subscribe twice.
      const listener = { changed };
      listeners.add(listener);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        watch.stop();
        watched.delete(path);
      };
    },
    look: (path) => watched.get(path)?.watch.look(),
    close() {
      for (const { watch, listeners } of watched.values()) {
        watch.stop();
        listeners.clear();
      }
      watched.clear();
    },
  };
}
