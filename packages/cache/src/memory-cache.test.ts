import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BOOTSTRAP_KEY } from './bootstrap-key';
import type { Cache } from './cache';
import { MemoryCache } from './memory-cache';
import { parseSnapshot } from './stored-snapshot';

describe('a cache in memory', () => {
  test('answers with what was stored last', () => {
    const cache = new MemoryCache();
    cache.set('a', '1');
    cache.set('a', '2');
    expect([cache.get('a'), cache.get('b')]).toEqual(['2', undefined]);
    expect([cache.exists('a'), cache.exists('b')]).toEqual([true, false]);
  });

  test('starts with the entries it is given', () => {
    const entries = new Map([['a', '1']]);
    const cache = new MemoryCache(entries);
    entries.set('b', '2');
    expect([cache.get('a'), cache.get('b')]).toEqual(['1', undefined]);
  });

  test('stores several texts at once', () => {
    const cache = new MemoryCache();
    cache.mset({ a: '1', b: '2' });
    expect([cache.get('a'), cache.get('b')]).toEqual(['1', '2']);
  });

  test('forgets everything when it is destroyed', () => {
    const cache = new MemoryCache([['a', '1']]);
    cache.destroy();
    expect([cache.get('a'), cache.exists('a')]).toEqual([undefined, false]);
    cache.set('a', '2');
    expect(cache.get('a')).toBe('2');
  });

  test.each(['__proto__', 'constructor', ''])('takes the key %j like any other', (key) => {
    const cache = new MemoryCache();
    expect([cache.get(key), cache.exists(key)]).toEqual([undefined, false]);
    cache.set(key, 'text');
    expect([cache.get(key), cache.exists(key)]).toEqual(['text', true]);
  });

  test('keeps an empty text, which is not nothing', () => {
    const cache = new MemoryCache([['a', '']]);
    expect([cache.get('a'), cache.exists('a')]).toEqual(['', true]);
  });

  test('is a Cache', () => {
    expect(new MemoryCache() satisfies Cache).toBeInstanceOf(MemoryCache);
  });
});

describe('subscribe', () => {
  test('tells of each write of its key, and of no other', () => {
    const cache = new MemoryCache();
    const changed = vi.fn();
    cache.subscribe('a', changed);
    cache.set('a', '1');
    cache.mset({ a: '2', b: '2' });
    cache.set('b', '3');
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test('tells when the new text is there already', () => {
    const cache = new MemoryCache();
    const seen: (string | undefined)[] = [];
    cache.subscribe('a', () => seen.push(cache.get('a')));
    cache.set('a', '1');
    expect(seen).toEqual(['1']);
  });

  test('returns its undo', () => {
    const cache = new MemoryCache();
    const [one, other] = [vi.fn(), vi.fn()];
    const stop = cache.subscribe('a', one);
    cache.subscribe('a', other);
    stop();
    cache.set('a', '1');
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([0, 1]);
  });

  test('is not undone for others by an undo that is called twice', () => {
    const cache = new MemoryCache();
    const later = vi.fn();
    const stop = cache.subscribe('a', () => undefined);
    stop();
    cache.subscribe('a', later);
    stop();
    cache.set('a', '1');
    expect(later).toHaveBeenCalledTimes(1);
  });

  test('tells of what destroy deletes, when it is gone already, and of nothing that was not there', () => {
    const cache = new MemoryCache([['a', '1']]);
    const seen: (string | undefined)[] = [];
    const others = vi.fn();
    cache.subscribe('a', () => seen.push(cache.get('a')));
    cache.subscribe('b', others);
    cache.destroy();
    expect(seen).toEqual([undefined]);
    expect(others).not.toHaveBeenCalled();
  });

  test('can be undone from within a call', () => {
    const cache = new MemoryCache();
    const next = vi.fn();
    const stop = cache.subscribe('a', () => stop());
    cache.subscribe('a', next);
    cache.set('a', '1');
    cache.set('a', '2');
    expect(next).toHaveBeenCalledTimes(2);
  });
});

test('a subscriber that throws disturbs neither the writer nor other subscribers', () => {
  const cache = new MemoryCache();
  const heard: string[] = [];
  cache.subscribe('key', () => {
    throw new Error('mine');
  });
  cache.subscribe('key', () => heard.push('other'));
  cache.set('key', 'text');
  expect(heard).toEqual(['other']);
});

describe('leases', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  test('are given one a key, for a time, and renewed', () => {
    const cache = new MemoryCache();
    const first = cache.lease('a', 'one', 100);
    expect([cache.lease('a', 'two', 100), cache.lease('b', 'two', 100)]).toEqual([
      null,
      { token: 1_000_000 },
    ]);
    vi.setSystemTime(1_000_099);
    expect(cache.lease('a', 'one', 100)).toEqual(first);
    vi.setSystemTime(1_000_199);
    expect(cache.lease('a', 'two', 100)).toEqual({ token: 1_000_199 });
  });

  test('can be given back, which does nothing to those of others', () => {
    const cache = new MemoryCache();
    cache.release('a', 'two');
    cache.lease('a', 'one', 100);
    cache.release('a', 'two');
    expect(cache.lease('a', 'two', 100)).toBeNull();
    cache.release('a', 'one');
    expect(cache.lease('a', 'two', 100)).toEqual({ token: 1_000_001 });
  });

  test('outlive destroy, and so do their tokens', () => {
    const cache = new MemoryCache();
    cache.lease('a', 'one', 100);
    cache.destroy();
    expect(cache.lease('a', 'two', 100)).toBeNull();
    cache.release('a', 'one');
    expect(cache.lease('a', 'two', 100)).toEqual({ token: 1_000_001 });
  });
});

describe('a guarded write', () => {
  /** A cache whose key `a` has had two holders. */
  const twiceLeased = () => {
    const cache = new MemoryCache([['a', 'old']]);
    const older = cache.lease('a', 'one', 60_000) ?? expect.unreachable();
    cache.release('a', 'one');
    const newest = cache.lease('a', 'two', 60_000) ?? expect.unreachable();
    return { cache, older, newest };
  };

  test('is refused with false when its token is older than the newest, keeps the text and tells nobody', () => {
    const { cache, older } = twiceLeased();
    const changed = vi.fn();
    cache.subscribe('a', changed);
    expect(cache.set('a', 'too late', older)).toBe(false);
    expect(cache.get('a')).toBe('old');
    expect(changed).not.toHaveBeenCalled();
  });

  test('is stored with the newest token, also after that lease was given back', () => {
    const { cache, newest } = twiceLeased();
    expect(cache.set('a', 'first', newest)).toBe(true);
    cache.release('a', 'two');
    expect(cache.set('a', 'second', newest)).toBe(true);
    expect(cache.get('a')).toBe('second');
  });

  test('is judged by the leases of its own key', () => {
    const { cache, older } = twiceLeased();
    expect(cache.set('b', 'text', older)).toBe(true);
  });

  test('is a matter of those who give a guard', () => {
    const { cache } = twiceLeased();
    expect(cache.set('a', 'by hand')).toBe(true);
    cache.mset({ a: 'by hand again' });
    expect(cache.get('a')).toBe('by hand again');
  });
});

describe('bootstrapFromDict', () => {
  test('stores flags under the key that clients start from, as a snapshot of a bootstrap', () => {
    const cache = new MemoryCache();
    const changed = vi.fn();
    cache.subscribe('bootstrap', changed);
    const flags = { version: 2, features: [{ name: 'a', enabled: true }] };
    const before = Date.now();
    cache.bootstrapFromDict(flags);
    const { savedAt, ...snapshot } = parseSnapshot(cache.get(BOOTSTRAP_KEY) ?? '') ?? expect.unreachable();
    expect(snapshot).toEqual({ body: JSON.stringify(flags), source: 'bootstrap' });
    expect(savedAt).toBeGreaterThanOrEqual(before);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test('throws for what JSON cannot print, and stores nothing then', () => {
    const cache = new MemoryCache();
    const circular: { features: object[]; self?: object } = { features: [] };
    circular.self = circular;
    expect(() => cache.bootstrapFromDict(circular)).toThrow(TypeError);
    expect(cache.exists(BOOTSTRAP_KEY)).toBe(false);
  });
});

test('refuses what is no text, leases without a time, and flags that are none', () => {
  const cache = new MemoryCache();
  expect(() => cache.set('k', 3 as never)).toThrow('what is stored must be a text, got number');
  for (const ttlMs of [0, -1, Number.NaN, undefined as never]) {
    expect(() => cache.lease('k', 'me', ttlMs)).toThrow('the time of a lease must be a positive number');
  }
  for (const flags of [[], undefined, { features: 3 }]) {
    expect(() => cache.bootstrapFromDict(flags as never)).toThrow(
      'the features of bootstrapFromDict must be a list',
    );
  }
  expect(cache.exists('bootstrap')).toBe(false);
});
