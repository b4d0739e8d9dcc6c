import { type FeatureDefinition, GrowthBookClient, type UserContext } from '@growthbook/growthbook';
import type { Contestant, Question, User } from '../question';
import { type FlagName, VARIANTS } from '../questions';
import { COUNTRIES, TENANTS, USERS } from '../users';

const tenConstraints = {
  country: { $in: COUNTRIES },
  tenant: { $in: TENANTS },
  id: { $regex: '^user-' },
  email: { $regex: '@example\\.(org|com)$' },
  age: { $gte: 18, $lt: 99 },
  signedUp: { $gt: '2023-06-01T00:00:00Z', $lt: '2099-06-01T00:00:00Z' },
  appVersion: { $vgt: '1.9.9', $vlt: '3.0.0' },
};

/** Its groups of users are lists of ids, no conditions, so that it has no such segment. */
const features: Readonly<Partial<Record<FlagName | 'parent', FeatureDefinition>>> = {
  simple: { defaultValue: true },
  rollout: { defaultValue: false, rules: [{ force: true, coverage: 0.5, hashAttribute: 'id' }] },
  'in-five': {
    defaultValue: false,
    rules: [
      {
        condition: { country: { $in: COUNTRIES.slice(0, 5) } },
        force: true,
        coverage: 1,
        hashAttribute: 'id',
      },
    ],
  },
  'ten-constraints': { defaultValue: false, rules: [{ condition: tenConstraints, force: true }] },
  variants: { defaultValue: 'none', rules: [{ variations: VARIANTS, hashAttribute: 'id' }] },
  'twenty-strategies': {
    defaultValue: false,
    rules: Array.from({ length: 20 }, (_, index) => ({
      condition: { country: { $in: index === 19 ? COUNTRIES : [`nowhere-${index}`] } },
      force: true,
    })),
  },
  parent: { defaultValue: true },
  child: {
    defaultValue: true,
    rules: [{ parentConditions: [{ id: 'parent', condition: { value: true }, gate: true }] }],
  },
};

const toGrowthBookContext = (user: User): UserContext => ({
  attributes: {
    id: user.id,
    sessionId: user.session,
    remoteAddress: user.address,
    country: user.country,
    tenant: user.tenant,
    email: user.email,
    age: user.age,
    signedUp: user.signedUp.toISOString(),
    appVersion: user.appVersion,
  },
});

/** GrowthBook's client for servers, which takes the user with each question. */
export async function createGrowthBook(): Promise<Contestant> {
  const client = new GrowthBookClient().initSync({ payload: { features } });
  const contexts = USERS.map(toGrowthBookContext);
  const contextOf = (user: number) => contexts[user] as UserContext;

  const prepareFlag = (flag: string) => ({
    answer: (user: number) => client.isOn(flag, contextOf(user)),
    ask(calls: number) {
      let on = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        if (client.isOn(flag, contextOf(user))) on++;
        if (++user === contexts.length) user = 0;
      }
      return on;
    },
  });
  const prepareVariant = (flag: string) => ({
    answer: (user: number) => client.getFeatureValue(flag, 'none', contextOf(user)),
    ask(calls: number) {
      let letters = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        letters += client.getFeatureValue(flag, 'none', contextOf(user)).length;
        if (++user === contexts.length) user = 0;
      }
      return letters;
    },
  });

  return {
    name: 'growthbook',
    prepare({ kind, flag }: Question) {
      if (flag !== 'missing' && !Object.hasOwn(features, flag)) return undefined;
      return kind === 'flag' ? prepareFlag(flag) : prepareVariant(flag);
    },
    close: async () => client.destroy(),
  };
}
