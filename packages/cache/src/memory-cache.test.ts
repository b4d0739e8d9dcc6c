import { describe, expect, test, vi } from 'vitest';
import type { Cache } from './cache';
import { MemoryCache } from './memory-cache';

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
