import type { EvaluationContext } from '@openfeature/core';
import { FlagdCore } from '@openfeature/flagd-core';
import type { Contestant, Question, User } from '../question';
import { type FlagName, VARIANTS } from '../questions';
import { COUNTRIES, TENANTS, USERS } from '../users';

const read = (name: string) => ({ var: name });
const isIn = (values: readonly string[]) => ({ in: [read('country'), values] });
const onIf = (condition: object) => ({ if: [condition, 'on', 'off'] });

const tenConstraints = {
  and: [
    isIn(COUNTRIES),
    { in: [read('tenant'), TENANTS] },
    { starts_with: [read('targetingKey'), 'user-'] },
    { or: ['@example.org', '@example.com'].map((end) => ({ ends_with: [read('email'), end] })) },
    { '>=': [read('age'), 18] },
    { '<': [read('age'), 99] },
    { '>': [read('signedUp'), Date.UTC(2023, 5)] },
    { '<': [read('signedUp'), Date.UTC(2099, 5)] },
    { sem_ver: [read('appVersion'), '>', '1.9.9'] },
    { sem_ver: [read('appVersion'), '<', '3.0.0'] },
  ],
};

/** It knows no parents. */
const targetings: Readonly<Partial<Record<FlagName, object>>> = {
  simple: {},
  rollout: {
    fractional: [
      ['on', 50],
      ['off', 50],
    ],
  },
  'in-five': { if: [isIn(COUNTRIES.slice(0, 5)), { fractional: [['on', 100]] }, 'off'] },
  'ten-constraints': onIf(tenConstraints),
  segment: onIf({ $ref: 'segment' }),
  variants: { fractional: VARIANTS.map((name) => [name, 333]) },
  'twenty-strategies': {
    if: [
      ...Array.from({ length: 19 }, (_, index) => [isIn([`nowhere-${index}`]), 'on']).flat(),
      isIn(COUNTRIES),
      'on',
      'off',
    ],
  },
};

const switchVariants = { on: true, off: false };

const configuration = {
  flags: Object.fromEntries(
    Object.entries(targetings).map(([name, targeting]) => [
      name,
      name === 'variants'
        ? {
            state: 'ENABLED',
            variants: Object.fromEntries(VARIANTS.map((variant) => [variant, variant])),
            defaultVariant: VARIANTS[0],
            targeting,
          }
        : {
            state: 'ENABLED',
            variants: switchVariants,
            defaultVariant: name === 'simple' ? 'on' : 'off',
            targeting,
          },
    ]),
  ),
  $evaluators: { segment: tenConstraints },
};

const toFlagdContext = (user: User): EvaluationContext => ({
  targetingKey: user.id,
  sessionId: user.session,
  remoteAddress: user.address,
  country: user.country,
  tenant: user.tenant,
  email: user.email,
  age: user.age,
  signedUp: user.signedUp.getTime(),
  appVersion: user.appVersion,
});

const nothing = () => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** The evaluator inside OpenFeature's flagd providers. */
export async function createFlagd(): Promise<Contestant> {
  const core = new FlagdCore(undefined, silent);
  core.setConfigurations(JSON.stringify(configuration));
  const contexts = USERS.map(toFlagdContext);

  const prepareFlag = (flag: string) => ({
    answer: (user: number) => core.resolveBooleanEvaluation(flag, false, contexts[user], silent).value,
    ask(calls: number) {
      let on = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        if (core.resolveBooleanEvaluation(flag, false, contexts[user], silent).value) on++;
        if (++user === contexts.length) user = 0;
      }
      return on;
    },
  });
  const prepareVariant = (flag: string) => ({
    answer: (user: number) => core.resolveStringEvaluation(flag, '', contexts[user], silent).value,
    ask(calls: number) {
      let letters = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        letters += core.resolveStringEvaluation(flag, '', contexts[user], silent).value.length;
        if (++user === contexts.length) user = 0;
      }
      return letters;
    },
  });

  return {
    name: 'flagd-core',
    prepare({ kind, flag }: Question) {
      if (flag !== 'missing' && !Object.hasOwn(targetings, flag)) return undefined;
      return kind === 'flag' ? prepareFlag(flag) : prepareVariant(flag);
    },
    close: async () => undefined,
  };
}
