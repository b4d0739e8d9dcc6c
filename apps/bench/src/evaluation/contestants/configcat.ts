import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  User as ConfigCatUser,
  createConsoleLogger,
  getClient,
  LogLevel,
  PollingMode,
  PrerequisiteFlagComparator,
  SegmentComparator,
  SettingType,
  UserComparator,
} from 'configcat-node';
import type { Contestant, Question, User } from '../question';
import { type FlagName, VARIANTS } from '../questions';
import { COUNTRIES, TENANTS, USERS } from '../users';

const isIn = (attribute: string, values: readonly string[]) => ({
  a: attribute,
  c: UserComparator.TextIsOneOf,
  l: values,
});

const tenConstraints = [
  isIn('country', COUNTRIES),
  isIn('tenant', TENANTS),
  { a: 'Identifier', c: UserComparator.TextStartsWithAnyOf, l: ['user-'] },
  { a: 'Email', c: UserComparator.TextEndsWithAnyOf, l: ['@example.org', '@example.com'] },
  { a: 'age', c: UserComparator.NumberGreaterOrEquals, d: 18 },
  { a: 'age', c: UserComparator.NumberLess, d: 99 },
  { a: 'signedUp', c: UserComparator.DateTimeAfter, d: Date.UTC(2023, 5) / 1000 },
  { a: 'signedUp', c: UserComparator.DateTimeBefore, d: Date.UTC(2099, 5) / 1000 },
  { a: 'appVersion', c: UserComparator.SemVerGreater, s: '1.9.9' },
  { a: 'appVersion', c: UserComparator.SemVerLess, s: '3.0.0' },
];

const on = { v: { b: true }, i: 'on' };
const off = { v: { b: false }, i: 'off' };
const flag = (value: typeof on, more: object = {}) => ({ t: SettingType.Boolean, ...value, ...more });
const onIf = (conditions: readonly object[]) => ({ c: conditions.map((u) => ({ u })), s: on });

const settings: Readonly<Record<Exclude<FlagName, 'missing'> | 'parent', object>> = {
  simple: flag(on),
  rollout: flag(off, {
    p: [
      { p: 50, ...on },
      { p: 50, ...off },
    ],
  }),
  'in-five': flag(off, {
    r: [{ c: [{ u: isIn('country', COUNTRIES.slice(0, 5)) }], p: [{ p: 100, ...on }] }],
  }),
  'ten-constraints': flag(off, { r: [onIf(tenConstraints)] }),
  segment: flag(off, { r: [{ c: [{ s: { s: 0, c: SegmentComparator.IsIn } }], s: on }] }),
  variants: {
    t: SettingType.String,
    v: { s: 'none' },
    i: 'none',
    p: VARIANTS.map((name, index) => ({ p: index === 0 ? 34 : 33, v: { s: name }, i: name })),
  },
  'twenty-strategies': flag(off, {
    r: Array.from({ length: 20 }, (_, index) =>
      onIf([isIn('country', index === 19 ? COUNTRIES : [`nowhere-${index}`])]),
    ),
  }),
  parent: flag(on),
  child: flag(off, {
    r: [{ c: [{ p: { f: 'parent', c: PrerequisiteFlagComparator.Equals, v: { b: true } } }], s: on }],
  }),
};

/** Its rules for segments ask one condition after the other, as ours do. */
const configuration = {
  p: { u: 'https://cdn-global.configcat.com', r: 0, s: 'salt' },
  s: [{ n: 'segment', r: tenConstraints }],
  f: settings,
};

const toConfigCatUser = (user: User) =>
  new ConfigCatUser(user.id, user.email, undefined, {
    sessionId: user.session,
    remoteAddress: user.address,
    country: user.country,
    tenant: user.tenant,
    age: user.age,
    signedUp: user.signedUp,
    appVersion: user.appVersion,
  });

/** ConfigCat's client, asked through a snapshot: its way without promises. */
export async function createConfigCat(): Promise<Contestant> {
  const server = createServer((_, response) => response.end(JSON.stringify(configuration)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const key = `configcat-sdk-1/${'a'.repeat(22)}/${'b'.repeat(22)}`;
  const client = getClient(key, PollingMode.ManualPoll, {
    baseUrl: `http://127.0.0.1:${port}`,
    logger: createConsoleLogger(LogLevel.Off),
  });
  await client.forceRefreshAsync();
  server.close();
  const snapshot = client.snapshot();
  const users = USERS.map(toConfigCatUser);

  const prepareFlag = (name: string) => ({
    answer: (user: number) => snapshot.getValue(name, false, users[user]),
    ask(calls: number) {
      let count = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        if (snapshot.getValue(name, false, users[user])) count++;
        if (++user === users.length) user = 0;
      }
      return count;
    },
  });
  const prepareVariant = (name: string) => ({
    answer: (user: number) => snapshot.getValue(name, 'none', users[user]),
    ask(calls: number) {
      let letters = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        letters += snapshot.getValue(name, 'none', users[user]).length;
        if (++user === users.length) user = 0;
      }
      return letters;
    },
  });

  return {
    name: 'configcat',
    prepare: ({ kind, flag: name }: Question) => (kind === 'flag' ? prepareFlag(name) : prepareVariant(name)),
    close: async () => client.dispose(),
  };
}
