import type { CacheMutants } from './cache-mutant';

const tellSafely = (changed: () => void) => {
  try {
    changed();
  } catch {
    // As a good cache does.
  }
};

/** Caches that break the rules of `subscribe`. */
export const subscribeMutants = {
  'subscribe-set': {
    // The first write goes unnoticed, as it does while a connection is being made.
    fault: (good) => ({
      subscribe: (key, changed) => {
        let isFirst = true;
        return good.subscribe(key, () => {
          if (!isFirst) changed();
          isFirst = false;
        });
      },
    }),
    also: [
      'subscribe-other-keys',
      'subscribe-undo',
      'subscribe-undo-twice',
      'subscribe-throwing',
      'subscribe-destroy',
      'subscribe-close',
    ],
  },
  'subscribe-other-keys': {
    fault: (good) => {
      const all = new Set<() => void>();
      return {
        subscribe: (key, changed) => {
          const mine = () => changed();
          all.add(mine);
          const undo = good.subscribe(key, () => all.forEach(tellSafely));
          return () => {
            undo();
            all.delete(mine);
          };
        },
      };
    },
  },
  'subscribe-undo': {
    fault: (good) => ({
      subscribe: (key, changed) => {
        good.subscribe(key, changed);
        return () => undefined;
      },
    }),
  },
  'subscribe-undo-twice': {
    fault: (good) => {
      const undos: (() => void)[] = [];
      return {
        subscribe: (key, changed) => {
          undos.push(good.subscribe(key, changed));
          return () => undos.pop()?.();
        },
      };
    },
    also: ['subscribe-undo'],
  },
  'subscribe-throwing': {
    fault: (good) => {
      const subscribers = new Map<string, Set<() => void>>();
      return {
        subscribe: (key, changed) => {
          const known = subscribers.get(key);
          const mine = known ?? new Set();
          mine.add(changed);
          subscribers.set(key, mine);
          if (known === undefined) {
            good.subscribe(key, () => {
              for (const tell of mine) tell();
            });
          }
          return () => mine.delete(changed);
        },
      };
    },
  },
  'subscribe-destroy': {
    fault: (good, { noteOf }) => ({
      destroy: async () => {
        noteOf('destroying').add(true);
        await good.destroy();
        noteOf('destroying').clear();
      },
      subscribe: (key, changed) => good.subscribe(key, () => noteOf('destroying').has(true) || changed()),
    }),
  },
  'subscribe-close': { fault: () => ({ close: async () => undefined }) },
} satisfies CacheMutants;
