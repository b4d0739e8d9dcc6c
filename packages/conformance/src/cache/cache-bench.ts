import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cache, MaybePromise } from '@unleash-client/cache';
import { expectThat } from '../expect-that';
import { show } from '../show';
import { type CheckedCache, checkedCache } from './checked-cache';
import { withDeadline } from './with-deadline';

/** What a rule works with. */
export interface CacheBench {
  /** Opens the storage, as another process would. */
  readonly open: () => Promise<CheckedCache>;
  /** A key that nobody has used: at most 72 letters, digits and hyphens. */
  readonly freshKey: () => string;
  /** Waits for a condition; fails with what was expected when it does not come true in time. */
  readonly until: (condition: () => MaybePromise<boolean>, expected: () => string) => Promise<void>;
}

const POLL_MS = 10;

/** Lends a bench to a check, and closes what that has opened. */
export async function withCacheBench(
  create: () => MaybePromise<Cache>,
  timeoutMs: number,
  check: (bench: CacheBench) => Promise<void>,
): Promise<void> {
  const opened = new Map<Cache, CheckedCache>();
  const bench: CacheBench = {
    async open() {
      const cache = await openWith(create, timeoutMs);
      const checked = checkedCache(cache, timeoutMs);
      const close = () => {
        opened.delete(cache);
        return checked.close();
      };
      if (cache.close !== undefined) opened.set(cache, checked);
      return { ...checked, close };
    },
    freshKey: () => `conformance-${randomUUID()}`,
    async until(condition, expected) {
      const endsAt = performance.now() + timeoutMs;
      while (!(await condition())) {
        if (performance.now() >= endsAt) assert.fail(`${expected()}; waited ${timeoutMs} ms`);
        await delay(POLL_MS);
      }
    },
  };
  const closeAll = () => Promise.all([...opened.values()].map((cache) => cache.close()));
  try {
    await check(bench);
  } catch (error) {
    // Why the rule is broken matters more than what comes of it on closing.
    await closeAll().catch(() => undefined);
    throw error;
  }
  await closeAll();
}

async function openWith(create: () => MaybePromise<Cache>, timeoutMs: number): Promise<Cache> {
  const opening = (async () => create())();
  const cache: unknown = await withDeadline(opening, timeoutMs, 'create() has opened no cache');
  expectThat(typeof cache === 'object' && cache !== null, `create() must return a cache, got ${show(cache)}`);
  return cache as Cache;
}
