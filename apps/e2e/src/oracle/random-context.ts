import type { Context } from '@unleash-client/core';
import type { Random } from './create-random';
import type { ServerContext } from './server-context';

/** One context in both forms. */
export interface ContextPair {
  /** Texts only. */
  readonly server: ServerContext;
  /** The same with numbers and dates where an application would have them, and without what the client fills in. */
  readonly client: Context;
}

/** The client's own, which contexts that name no application get. */
export const clientAppName = 'e2e';

const names = [
  'ada',
  'josé',
  'Ünïcode',
  '😀',
  '日本語',
  'naïve café',
  'user:7',
  'x'.repeat(300),
  'O’Brien',
] as const;
const plans = ['free', 'pro', 'Pro', 'enterprise', 'équipe', '企業', ' pro ', 'none', ''] as const;
const emails = [
  'ada@example.com',
  'ADA@EXAMPLE.COM',
  'josé@example.com',
  'JOSÉ@exämple.org',
  'zoë',
  'Zoë@ada',
  'someone@else.io',
  'no address',
  'STRASSE İß@ada',
  '',
] as const;
const totals = [
  '0',
  '9.99',
  '10',
  '10.0',
  '1e1',
  '-5',
  '-5.25',
  '11',
  '5000',
  'abc',
  '',
  ' 10 ',
  '12 apples',
] as const;
const versions = [
  '1.2.3',
  '1.9.99',
  '2.0.0',
  '2.0.0-rc.1',
  '2.0.0-rc.2',
  '2.0.0-alpha',
  '2.0.0+build.5',
  '2.0.1',
  '10.0.0',
  '2.0',
  'latest',
  '',
] as const;
const paths = ['/api/v1/orders', '/api/v2/carts', '/API/V3/Orders', '/api/vX/orders', '/', ''] as const;
const addresses = [
  '10.0.0.7',
  '10.0.0.9',
  '127.0.0.1',
  '192.168.1.42',
  '172.16.0.1',
  '2001:db8::1',
  'fe80::1',
] as const;
const times = [
  '2025-12-31T23:59:59.000Z',
  '2026-06-15T12:00:00.000Z',
  '2026-06-15T12:00:00.001Z',
  '2026-06-15T14:00:00.000+02:00',
  '2026-12-31T22:30:00.000Z',
  '2030-01-01T00:00:00.000Z',
] as const;

/** Draws a context; its fields hit and miss the constraints of the seeded flags, or are not there at all. */
export const randomContext = (random: Random): ContextPair => {
  const id = (): string => {
    const kind = random.integer(10);
    if (kind < 4) return `user-${random.integer(100_000)}`;
    if (kind < 7) return String(random.integer(20));
    return kind < 9 ? random.pick(names) : `${random.pick(names)}${random.integer(1000)}`;
  };
  const standard = draw(random, {
    userId: [75, id],
    sessionId: [60, id],
    remoteAddress: [60, () => random.pick(addresses)],
    environment: [20, () => random.pick(['default', 'staging', 'production'])],
    currentTime: [50, () => random.pick(times)],
    appName: [40, () => random.pick(['shop', 'checkout', clientAppName])],
  });
  const properties = draw(random, {
    plan: [80, () => random.pick(plans)],
    email: [80, () => random.pick(emails)],
    cartTotal: [80, () => random.pick(totals)],
    appVersion: [80, () => random.pick(versions)],
    path: [80, () => random.pick(paths)],
    tenant: [70, id],
  });
  return {
    server: { appName: clientAppName, ...standard, properties },
    client: {
      ...mapValues(standard, (text) => asValue(text, random)),
      properties: mapValues(properties, (text) => asValue(text, random)),
    },
  };
};

type Recipe = Readonly<Record<string, readonly [percent: number, make: () => string]>>;

const draw = (random: Random, recipe: Recipe): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recipe)
      .filter(([, [percent]]) => random.chance(percent))
      .map(([field, [, make]]) => [field, make()]),
  );

const mapValues = <T>(
  record: Readonly<Record<string, string>>,
  map: (text: string) => T,
): Record<string, T> => Object.fromEntries(Object.entries(record).map(([key, text]) => [key, map(text)]));

/** Half of the numbers and dates as such, if they print as that very text. */
const asValue = (text: string, random: Random): string | number | Date => {
  if (random.chance(50)) return text;
  if (text === String(Number(text))) return Number(text);
  const date = /^\d{4}-/.test(text) ? new Date(text) : undefined;
  return date?.toISOString() === text ? date : text;
};
