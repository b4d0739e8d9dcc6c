import type { Cache } from '@unleash-client/cache';
import type { Keyv } from 'keyv';

/**
 * A cache over any Keyv store. Make the `Keyv` with `throwOnErrors: true`: without it an outage of the store looks as if
 * nothing were stored, and nobody is told.
 */
export function createKeyvCache(keyv: Keyv<string>): Cache {
  const set = async (key: string, value: string): Promise<void> => {
    // Keyv's `false` tells of a failure; a cache's `false` would say that a guard has forbidden the write.
    if (!(await keyv.set(key, value))) throw new Error(`the Keyv store did not take ${key}`);
  };
  return {
    get: (key) => keyv.get(key),
    set,
    mset: (entries) => Promise.all(Object.entries(entries).map(([key, value]) => set(key, value))),
    exists: (key) => keyv.has(key),
    destroy: () => keyv.clear(),
    close: () => keyv.disconnect(),
  };
}
