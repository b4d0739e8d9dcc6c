import assert from 'node:assert/strict';
import type { Cache, Lease, WriteGuard } from '@unleash-client/cache';
import { expectThat } from '../expect-that';
import { show } from '../show';
import { withDeadline } from './with-deadline';

/** A method that a cache may lack. */
export type CacheMethod = Exclude<keyof Cache, 'get' | 'set'>;

/** The methods that a cache may lack. */
export const cacheMethods: readonly CacheMethod[] = [
  'mset',
  'exists',
  'destroy',
  'close',
  'subscribe',
  'lease',
  'release',
];

/** A cache as rules use it: every call returns a promise, and fails with a sentence when it throws or takes too long. */
export interface CheckedCache {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, guard?: WriteGuard): Promise<unknown>;
  mset(entries: Readonly<Record<string, string>>): Promise<unknown>;
  exists(key: string): Promise<unknown>;
  destroy(): Promise<unknown>;
  close(): Promise<unknown>;
  subscribe(key: string, changed: () => void): () => void;
  lease(key: string, holder: string, ttlMs: number): Promise<Lease | null>;
  release(key: string, holder: string): Promise<unknown>;
}

/** Wraps a cache; a call of a method that it lacks fails, and says what to skip. */
export function checkedCache(cache: Cache, timeoutMs: number): CheckedCache {
  async function call<Name extends keyof Cache>(
    name: Name,
    ...args: Parameters<NonNullable<Cache[Name]>>
  ): Promise<Awaited<ReturnType<NonNullable<Cache[Name]>>>> {
    const method = methodOf(cache, name) as (...args: unknown[]) => never;
    const what = `${name}(${args.map(show).join(', ')})`;
    const answer = settle(async () => method.apply(cache, args), what);
    return withDeadline(answer, timeoutMs, `${what} has not settled`);
  }

  return {
    get: (key) => call('get', key),
    set: (key, value, ...guard) => call('set', key, value, ...guard),
    mset: (entries) => call('mset', entries),
    exists: (key) => call('exists', key),
    destroy: () => call('destroy'),
    close: () => call('close'),
    subscribe: (key, changed) => {
      const undo: unknown = methodOf(cache, 'subscribe').call(cache, key, changed);
      expectThat(typeof undo === 'function', `subscribe must return its undo, a function, got ${show(undo)}`);
      return undo as () => void;
    },
    lease: (key, holder, ttlMs) => call('lease', key, holder, ttlMs),
    release: (key, holder) => call('release', key, holder),
  };
}

function methodOf<Name extends keyof Cache>(cache: Cache, name: Name): NonNullable<Cache[Name]> {
  const method = cache[name];
  if (typeof method === 'function') return method;
  const isOptional = name !== 'get' && name !== 'set';
  assert.fail(`this cache has no ${name}${isOptional ? `; if that is meant, add '${name}' to skip` : ''}`);
}

async function settle<T>(run: () => Promise<T>, what: string): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const message = `${what} threw ${cause instanceof Error ? `${cause.name}: ${cause.message}` : show(cause)}`;
    throw Object.assign(new assert.AssertionError({ message }), { cause });
  }
}
