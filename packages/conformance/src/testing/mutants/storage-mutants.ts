import { setTimeout as delay } from 'node:timers/promises';
import type { CacheMutants } from './cache-mutant';

const half = (text: string) => text.slice(0, text.length / 2);

/** Caches that break the rules about a storage that is shared, emptied and closed. */
export const storageMutants = {
  persistent: {
    fault: (good, storage) => {
      const own = new Set<string>();
      const late = new Set(storage.noteOf('all'));
      return {
        set: async (key, ...rest) => good.set(storage.noteOf('all').add(key) && own.add(key) && key, ...rest),
        get: async (key) => (late.has(key) && !own.has(key) ? null : good.get(key)),
      };
    },
    also: ['concurrent-sets', 'close-keeps'],
  },
  shared: {
    fault: (good) => {
      const read = new Map<string, unknown>();
      return {
        set: async (key, ...rest) => {
          read.delete(key);
          return good.set(key, ...rest);
        },
        mset: async (entries) => {
          read.clear();
          return good.mset(entries);
        },
        destroy: async () => {
          read.clear();
          return good.destroy();
        },
        get: async (key) => {
          const text = read.get(key) ?? (await good.get(key));
          read.set(key, text);
          return text as string;
        },
      };
    },
    also: [
      'subscribe-set',
      'subscribe-other-keys',
      'subscribe-undo',
      'subscribe-throwing',
      'subscribe-destroy',
      'subscribe-close',
    ],
  },
  'concurrent-sets': {
    fault: (good, storage) => {
      const busy = storage.noteOf('busy');
      return {
        set: async (key, value, ...guard) => {
          const isMixed = busy.has(key);
          busy.add(key);
          await delay(1);
          const answer = await good.set(key, isMixed ? half(value) : value, ...guard);
          busy.delete(key);
          return answer;
        },
      };
    },
  },
  'whole-reads': {
    fault: (good) => ({
      set: async (key, value, guard) => {
        if (guard !== undefined) return good.set(key, value, guard);
        await good.set(key, half(value));
        await delay(1);
        return good.set(key, value);
      },
    }),
  },
  'mset-all': {
    fault: (good) => ({
      mset: (entries) => good.mset(Object.fromEntries(Object.entries(entries).slice(0, 1))),
    }),
  },
  'exists-missing': { fault: () => ({ exists: () => true }) },
  'exists-stored': { fault: () => ({ exists: async () => false }) },
  'destroy-deletes': { fault: () => ({ destroy: async () => undefined }), also: ['subscribe-destroy'] },
  'destroy-usable': {
    fault: (good, storage) => ({
      destroy: async () => {
        if (storage.noteOf('destroyed').has(true)) throw new Error('there is no such folder');
        storage.noteOf('destroyed').add(true);
        return good.destroy();
      },
    }),
  },
  'close-keeps': {
    fault: (good) => ({
      close: async () => {
        await good.close();
        await good.destroy();
      },
    }),
  },
  'close-twice': {
    fault: (good) => {
      let isClosed = false;
      return {
        close: async () => {
          if (isClosed) throw new Error('the pool has ended');
          isClosed = true;
          await good.close();
        },
      };
    },
  },
} satisfies CacheMutants;
