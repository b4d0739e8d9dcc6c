import assert from 'node:assert/strict';
import { show } from '../show';
import type { CheckedCache } from './checked-cache';

/** Fails unless a cache has exactly this text under a key. */
export async function expectText(cache: CheckedCache, key: string, expected: string): Promise<void> {
  const got = await cache.get(key);
  if (got !== expected)
    assert.fail(`get must answer ${show(expected)}, got ${show(got)}${place(got, expected)}`);
}

/** Fails unless a cache has no text under a key. */
export async function expectNothing(cache: CheckedCache, key: string): Promise<void> {
  const got = await cache.get(key);
  if (!isNothing(got)) assert.fail(`get must answer null or undefined, got ${show(got)}`);
}

/** Whether an answer of `get` says that there is no text. */
export const isNothing = (answer: unknown): boolean => answer === null || answer === undefined;

function place(got: unknown, expected: string): string {
  if (typeof got !== 'string') return '';
  let index = 0;
  while (got[index] === expected[index]) index += 1;
  return `; they differ from character ${index} on`;
}
