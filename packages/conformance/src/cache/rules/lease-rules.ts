import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { expectThat } from '../../expect-that';
import type { CacheRules } from '../cache-rule';
import { askForLease, awaitLease, expectLater, expectRefusal, SHORT_MS, takeLease } from './take-lease';

const OPENED = 4;
const HOLDERS = 12;
const ROUNDS = 5;
/** Clocks of two machines run at slightly different speeds. */
const CLOCK_TOLERANCE = 0.9;

/** Rules of `lease`. */
export const leaseRules = {
  'lease-exclusive': {
    needs: ['lease'],
    title: 'gives a lease to one holder, and null to all others',
    async check({ open, freshKey }) {
      const [key, cache, other] = [freshKey(), await open(), await open()];
      await takeLease(cache, key, 'first');
      await expectRefusal(cache, key, 'second');
      await expectRefusal(other, key, 'third');
    },
  },
  'lease-race': {
    needs: ['lease'],
    title: 'gives a lease to exactly one of many who ask at once',
    async check({ open, freshKey }) {
      const caches = await Promise.all(Array.from({ length: OPENED }, open));
      for (let round = 0; round < ROUNDS; round++) {
        const key = freshKey();
        const holders = Array.from({ length: HOLDERS }, (_, index) => `holder-${index}`);
        const ask = async (holder: string, index: number) => {
          const cache = caches[index % OPENED] ?? assert.fail();
          return askForLease(cache, key, holder);
        };
        const tokens = await Promise.all(holders.map(ask));
        const winners = tokens.filter((token) => token !== null).length;
        expectThat(winners === 1, `one of ${HOLDERS} must be given the lease, got ${winners}`);
      }
    },
  },
  'lease-renewal': {
    needs: ['lease'],
    title: 'renews the lease of its holder, which keeps its token',
    async check({ open, freshKey }) {
      const [key, cache, other] = [freshKey(), await open(), await open()];
      const token = await takeLease(cache, key, 'holder');
      for (const opened of [cache, other]) {
        const renewed = await takeLease(opened, key, 'holder');
        expectThat(renewed === token, `a renewed lease must keep its token ${token}, got ${renewed}`);
      }
    },
  },
  'lease-extended': {
    needs: ['lease'],
    title: 'keeps a lease that was renewed beyond the time it was first given for',
    async check({ open, freshKey }) {
      const [key, cache] = [freshKey(), await open()];
      await takeLease(cache, key, 'holder', SHORT_MS);
      await takeLease(cache, key, 'holder');
      await delay(SHORT_MS * 1.5);
      await expectRefusal(cache, key, 'other');
    },
  },
  'lease-expiry': {
    needs: ['lease'],
    title: 'gives a lease that was not renewed to another when its time is over, and not before',
    async check(bench) {
      const [key, cache, other] = [bench.freshKey(), await bench.open(), await bench.open()];
      const startedAt = performance.now();
      await takeLease(cache, key, 'first', SHORT_MS);
      await awaitLease(bench, other, key, 'second');
      const tookMs = performance.now() - startedAt;
      const isDue = tookMs >= SHORT_MS * CLOCK_TOLERANCE;
      expectThat(isDue, `a lease of ${SHORT_MS} ms was given to another after ${tookMs.toFixed()} ms`);
      await expectRefusal(cache, key, 'first');
    },
  },
  'lease-tokens-grow': {
    needs: ['lease'],
    title: 'gives every later holder a larger token',
    async check(bench) {
      const [key, cache] = [bench.freshKey(), await bench.open()];
      const first = await takeLease(cache, key, 'first', 1);
      const second = await awaitLease(bench, cache, key, 'second');
      expectLater(second, first);
    },
  },
  'lease-keys': {
    needs: ['lease'],
    title: 'gives leases of two keys to two holders',
    async check({ open, freshKey }) {
      const [cache, keys] = [await open(), [freshKey(), freshKey()] as const];
      await takeLease(cache, keys[0], 'first');
      await takeLease(cache, keys[1], 'second');
      await expectRefusal(cache, keys[0], 'second');
    },
  },
  'release-frees': {
    needs: ['lease', 'release'],
    title: 'frees a lease at once when its holder gives it back',
    async check({ open, freshKey }) {
      const [key, cache, other] = [freshKey(), await open(), await open()];
      const first = await takeLease(cache, key, 'first');
      await cache.release(key, 'first');
      expectLater(await takeLease(other, key, 'second'), first);
    },
  },
  'release-stranger': {
    needs: ['lease', 'release'],
    title: 'frees nothing when somebody gives back what another has, or what nobody has',
    async check({ open, freshKey }) {
      const [key, cache] = [freshKey(), await open()];
      await cache.release(key, 'stranger');
      await takeLease(cache, key, 'first');
      await cache.release(key, 'stranger');
      await expectRefusal(cache, key, 'second');
    },
  },
  'lease-destroy': {
    needs: ['lease', 'destroy'],
    title: 'gives larger tokens also after destroy',
    async check(bench) {
      const [key, cache] = [bench.freshKey(), await bench.open()];
      const first = await takeLease(cache, key, 'first', SHORT_MS);
      await cache.set(key, 'text', { token: first });
      await cache.destroy();
      expectLater(await awaitLease(bench, cache, key, 'second'), first);
    },
  },
} satisfies CacheRules;
