import { expectThat } from '../../expect-that';
import { show } from '../../show';
import type { CacheRules } from '../cache-rule';
import { expectNothing, expectText } from '../expect-text';

/** Rules of `mset`, `exists`, `destroy` and `close`. */
export const housekeepingRules = {
  'mset-all': {
    needs: ['mset'],
    title: 'stores every text that mset is given',
    async check({ open, freshKey }) {
      const cache = await open();
      const [one, other, before] = [freshKey(), freshKey(), freshKey()];
      await cache.set(before, 'set before');
      await cache.set(one, 'old');
      await cache.mset({ [one]: 'new', [other]: 'other' });
      await expectText(cache, one, 'new');
      await expectText(cache, other, 'other');
      await expectText(cache, before, 'set before');
    },
  },
  'exists-missing': {
    needs: ['exists'],
    title: 'says that nothing exists under a key that was never set',
    async check({ open, freshKey }) {
      expectAnswer(false, await (await open()).exists(freshKey()));
    },
  },
  'exists-stored': {
    needs: ['exists'],
    title: 'says that what was set exists',
    async check({ open, freshKey }) {
      const [cache, key] = [await open(), freshKey()];
      await cache.set(key, 'text');
      expectAnswer(true, await cache.exists(key));
    },
  },
  'destroy-deletes': {
    needs: ['destroy'],
    title: 'has nothing of what it had after destroy',
    async check({ open, freshKey }) {
      const [cache, keys] = [await open(), [freshKey(), freshKey()]];
      for (const key of keys) await cache.set(key, 'text');
      await cache.destroy();
      for (const key of keys) {
        await expectNothing(cache, key);
        await expectNothing(await open(), key);
      }
    },
  },
  'destroy-usable': {
    needs: ['destroy'],
    title: 'takes texts again after destroy, also when there was nothing left to delete',
    async check({ open, freshKey }) {
      const [cache, key] = [await open(), freshKey()];
      await cache.set(key, 'text');
      await cache.destroy();
      await cache.destroy();
      await cache.set(key, 'again');
      await expectText(cache, key, 'again');
    },
  },
  'close-keeps': {
    needs: ['close'],
    title: 'keeps what was stored when it is closed',
    async check({ open, freshKey }) {
      const [cache, key] = [await open(), freshKey()];
      await cache.set(key, 'text');
      await cache.close();
      await expectText(await open(), key, 'text');
    },
  },
  'close-twice': {
    needs: ['close'],
    title: 'may be closed twice',
    async check({ open, freshKey }) {
      const cache = await open();
      await cache.set(freshKey(), 'text');
      await cache.close();
      await cache.close();
    },
  },
} satisfies CacheRules;

function expectAnswer(expected: boolean, got: unknown): void {
  expectThat(got === expected, `exists must answer ${expected}, got ${show(got)}`);
}
