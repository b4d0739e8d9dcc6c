import type { CacheMutants } from './cache-mutant';

/** Caches that break the rules about texts and keys. */
export const textMutants = {
  missing: {
    fault: (good, { noteOf }) => ({
      get: async (key) => (await good.get(key)) ?? (noteOf('destroyed').has(true) ? null : ''),
      destroy: async () => {
        noteOf('destroyed').add(true);
        return good.destroy();
      },
    }),
  },
  verbatim: {
    fault: (good) => ({
      set: (key, value, ...guard) => good.set(key, value.replaceAll('\r\n', '\n'), ...guard),
    }),
  },
  'empty-text': { fault: (good) => ({ get: async (key) => (await good.get(key)) || null }) },
  'large-text': {
    fault: (good) => ({ set: (key, value, ...guard) => good.set(key, value.slice(0, 5_000_000), ...guard) }),
  },
  'last-set': {
    // The second write of a key is the last that counts.
    fault: (good, storage) => {
      const once = storage.noteOf('once');
      const twice = storage.noteOf('twice');
      return {
        async set(key, ...rest) {
          if (twice.has(key)) return true;
          (once.has(key) ? twice : once).add(key);
          return good.set(key, ...rest);
        },
      };
    },
    also: ['subscribe-set', 'subscribe-other-keys', 'guard-older'],
  },
  'similar-keys': {
    fault: (good) => ({
      get: (key) => good.get(key.slice(0, 71)),
      set: (key, ...rest) => good.set(key.slice(0, 71), ...rest),
    }),
  },
  'key-case': {
    fault: (good) => ({
      get: (key) => good.get(key.toLowerCase()),
      set: (key, ...rest) => good.set(key.toLowerCase(), ...rest),
    }),
  },
  'bootstrap-key': {
    fault: (good) => ({
      set: async (key, ...rest) => {
        if (!key.includes('-')) throw new RangeError(`no such key as ${key}`);
        return good.set(key, ...rest);
      },
    }),
  },
  'many-keys': {
    fault: (good, { noteOf }) => {
      const latest = noteOf('latest');
      return {
        set: async (key, ...rest) => {
          latest.delete(key);
          latest.add(key);
          return good.set(key, ...rest);
        },
        get: async (key) => ([...latest].slice(0, -50).includes(key) ? null : good.get(key)),
      };
    },
  },
} satisfies CacheMutants;
