import { BOOTSTRAP_KEY } from '@unleash-client/cache';
import type { CacheBench } from '../cache-bench';
import type { CacheRules } from '../cache-rule';
import { expectNothing, expectText } from '../expect-text';

const MEGABYTE = 2 ** 20;
const MANY = 100;
/** Longer than that no client's key is. */
const LONGEST_KEY = 72;

/** Everything between the characters of an ordinary text and those that encodings and escapes trip over. */
const AWKWARD_TEXTS = [
  '{"version":2,"features":[]}',
  '{"format":1}\n{"a":"\\u0000\\\\\\"","b":[]}',
  'a\r\nb\nc\rd\te\n',
  ' \n leading and trailing blanks \n ',
  'NUL \u0000, DEL \u007f, BOM \ufeff, line separator \u2028',
  `'single' "double" \`back\` \\ / % $1 $& {{}} <b>&amp;</b>; DROP TABLE flags; --`,
  'åäö ß 中文 العربية e\u0301 🚀 👩‍👩‍👧‍👦 🇸🇪',
  'undefined',
  'null',
  '0',
];

export const textRules = {
  missing: {
    title: 'has nothing under a key that was never set',
    async check({ open, freshKey }) {
      await expectNothing(await open(), freshKey());
    },
  },
  verbatim: {
    title: 'hands out each text exactly as it was set',
    async check({ open, freshKey }) {
      const cache = await open();
      for (const text of AWKWARD_TEXTS) {
        const key = freshKey();
        await cache.set(key, text);
        await expectText(cache, key, text);
      }
    },
  },
  'empty-text': {
    title: 'keeps an empty text, which is not nothing',
    async check({ open, freshKey }) {
      const [cache, key] = [await open(), freshKey()];
      await cache.set(key, '');
      await expectText(cache, key, '');
    },
  },
  'large-text': {
    title: 'keeps texts of one and of ten megabytes',
    async check({ open, freshKey }) {
      const cache = await open();
      for (const megabytes of [1, 10]) {
        const key = freshKey();
        // Characters of one and of several bytes, so that a limit or a cut that counts the other way shows.
        const text = `${megabytes}${'{"name":"flag-ö"},\n'.repeat((megabytes * MEGABYTE) / 20)}`;
        await cache.set(key, text);
        await expectText(cache, key, text);
        // A cache that keeps all in one file would carry the megabytes through all rules that follow.
        await cache.set(key, 'small again');
      }
    },
  },
  'last-set': {
    title: 'has the last text of those that were set one after the other',
    async check({ open, freshKey }) {
      const [cache, key] = [await open(), freshKey()];
      for (const text of ['first', 'a second one, which is longer', 'third']) {
        await cache.set(key, text);
        await expectText(cache, key, text);
      }
    },
  },
  'similar-keys': {
    title: 'tells similar keys apart, and keys of 72 characters',
    async check(bench) {
      const key = bench.freshKey();
      const long = key.padEnd(LONGEST_KEY - 1, '-0');
      await keepsApart(bench, [
        key,
        `${key}-`,
        `${key}0`,
        `-${key}`,
        key.slice(0, -1),
        `${long}a`,
        `${long}b`,
      ]);
    },
  },
  'key-case': {
    title: 'tells keys apart that differ in upper and lower case only',
    async check(bench) {
      const key = `${bench.freshKey()}-a`;
      await keepsApart(bench, [key, key.toUpperCase()]);
    },
  },
  'bootstrap-key': {
    title: `takes '${BOOTSTRAP_KEY}' for a key like any other`,
    async check(bench) {
      await keepsApart(bench, [BOOTSTRAP_KEY, bench.freshKey()]);
    },
  },
  'many-keys': {
    title: `keeps ${MANY} texts that were set at once under as many keys`,
    async check(bench) {
      const keys = Array.from({ length: MANY }, bench.freshKey);
      await keepsApart(bench, keys);
    },
  },
} satisfies CacheRules;

async function keepsApart({ open }: CacheBench, keys: readonly string[]): Promise<void> {
  const cache = await open();
  await Promise.all(keys.map((key) => cache.set(key, `text of ${key}`)));
  for (const key of keys) await expectText(cache, key, `text of ${key}`);
}
