import { expectThat } from '../../expect-that';
import type { CacheRules } from '../cache-rule';
import { expectText } from '../expect-text';
import { awaitLease, takeLease } from './take-lease';

/** Rules of writes in a cache that gives leases. */
export const guardRules = {
  'guard-newest': {
    needs: ['lease'],
    title: 'stores what is written with the newest token',
    async check({ open, freshKey }) {
      const [key, cache, other] = [freshKey(), await open(), await open()];
      const token = await takeLease(cache, key, 'holder');
      for (const [writer, text] of [
        [cache, 'first'],
        [other, 'second'],
      ] as const) {
        const answer = await writer.set(key, text, { token });
        expectThat(answer !== false, 'set with the newest token answered false');
        await expectText(other, key, text);
      }
    },
  },
  'guard-older': {
    needs: ['lease'],
    title: 'refuses with false what is written with an older token, and keeps the text',
    async check(bench) {
      const [key, cache, other] = [bench.freshKey(), await bench.open(), await bench.open()];
      const older = await takeLease(cache, key, 'first', 1);
      const newest = await awaitLease(bench, other, key, 'second');
      // The first holder was paused, and does not know that its time is over. Nothing was stored since: the token counts.
      expectRefused(await cache.set(key, 'too late', { token: older }));
      await other.set(key, 'newest', { token: newest });
      expectRefused(await cache.set(key, 'too late', { token: older }));
      await expectText(other, key, 'newest');
    },
  },
  'guard-none': {
    needs: ['lease'],
    title: 'stores what is written without a token, whoever has the lease',
    async check({ open, freshKey }) {
      const [key, cache, other] = [freshKey(), await open(), await open()];
      await takeLease(cache, key, 'holder');
      const answer = await other.set(key, 'text');
      expectThat(answer !== false, 'set without a token answered false');
      await expectText(cache, key, 'text');
    },
  },
} satisfies CacheRules;

function expectRefused(answer: unknown): void {
  expectThat(answer === false, `set with an older token must answer false, got ${String(answer)}`);
}
