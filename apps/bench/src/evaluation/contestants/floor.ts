import type { Context } from 'unleash-client';
import { type Contestant, type Question, toContext } from '../question';
import { type FlagName, VARIANTS } from '../questions';
import { COUNTRIES, TENANTS, USERS } from '../users';

/** murmur3 over the characters of an ASCII text, without a check or a copy. */
function hash(text: string, seed: number): number {
  const { length } = text;
  let h = seed;
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    let k =
      text.charCodeAt(index) |
      (text.charCodeAt(index + 1) << 8) |
      (text.charCodeAt(index + 2) << 16) |
      (text.charCodeAt(index + 3) << 24);
    k = Math.imul(k, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  if (index < length) {
    let k = 0;
    for (let last = length - 1; last >= index; last--) k = (k << 8) | text.charCodeAt(last);
    k = Math.imul(k, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
  }
  h ^= length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

type Test = (context: Context) => boolean;

const countries = new Set(COUNTRIES);
const tenants = new Set(TENANTS);
const fiveCountries = new Set(COUNTRIES.slice(0, 5));
const property = (context: Context, name: string) => String(context.properties?.[name]);
const isListed: Test = (context) => fiveCountries.has(property(context, 'country'));
const nowhere = Array.from({ length: 19 }, (_, index) => new Set([`nowhere-${index}`]));
const after = Date.UTC(2023, 5);
const before = Date.UTC(2099, 5);

const isNewer = (version: string, major: number, minor: number, patch: number): boolean => {
  const [a, b, c] = version.split('.') as [string, string, string];
  return +a !== major ? +a > major : +b !== minor ? +b > minor : +c > patch;
};

const meetsTen: Test = (context) => {
  const { age, signedUp } = context.properties as { readonly age: number; readonly signedUp: Date };
  const version = property(context, 'appVersion');
  const email = property(context, 'email');
  return (
    countries.has(property(context, 'country')) &&
    tenants.has(property(context, 'tenant')) &&
    String(context.userId).startsWith('user-') &&
    (email.endsWith('@example.org') || email.endsWith('@example.com')) &&
    age >= 18 &&
    age < 99 &&
    signedUp.getTime() > after &&
    signedUp.getTime() < before &&
    isNewer(version, 1, 9, 9) &&
    !isNewer(version, 2, 999, 999)
  );
};

const byName: Record<Exclude<FlagName, 'missing' | 'variants'> | 'parent', Test> = {
  simple: () => true,
  rollout: (context) => (hash(`rollout:${context.userId}`, 0) % 100) + 1 <= 50,
  'in-five': isListed,
  'ten-constraints': meetsTen,
  segment: meetsTen,
  'twenty-strategies': (context) => {
    const country = property(context, 'country');
    return nowhere.some((list) => list.has(country)) || countries.has(country);
  },
  parent: () => true,
  child: (context) => tests.get('parent')?.(context) === true,
};

const tests: ReadonlyMap<string, Test> = new Map(Object.entries(byName));

const pickers = new Map<string, (context: Context) => string>([
  [
    'variants',
    (context) => {
      const target = (hash(`variants:${context.userId}`, 86_028_157) % 999) + 1;
      return VARIANTS[target <= 333 ? 0 : target <= 666 ? 1 : 2] as string;
    },
  ],
]);

/** Written by hand for these very flags: a Map, a closure, the hash. It checks nothing, counts nothing, and survives nothing. */
export async function createFloor(): Promise<Contestant> {
  const contexts = USERS.map(toContext);
  const contextOf = (user: number) => contexts[user] as Context;
  const isOn = (name: string, context: Context) => tests.get(name)?.(context) === true;
  const pick = (name: string, context: Context) => pickers.get(name)?.(context) ?? 'disabled';

  const prepareFlag = (flag: string) => ({
    answer: (user: number) => isOn(flag, contextOf(user)),
    ask(calls: number) {
      let on = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        if (isOn(flag, contextOf(user))) on++;
        if (++user === contexts.length) user = 0;
      }
      return on;
    },
  });
  const prepareVariant = (flag: string) => ({
    answer: (user: number) => pick(flag, contextOf(user)),
    ask(calls: number) {
      let letters = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        letters += pick(flag, contextOf(user)).length;
        if (++user === contexts.length) user = 0;
      }
      return letters;
    },
  });

  return {
    name: 'floor',
    prepare: ({ kind, flag }: Question) => (kind === 'flag' ? prepareFlag(flag) : prepareVariant(flag)),
    close: async () => undefined,
  };
}
