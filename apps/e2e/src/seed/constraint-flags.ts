import type { AdminConstraint } from '../admin-api';
import type { SeedFlag } from './seed-flag';

const inverted = { inverted: true };
const caseInsensitive = { caseInsensitive: true };

const strings = { contextName: 'email', values: ['@example.com', 'ADA', 'josé', 'zoë'] };
const lists = { contextName: 'plan', values: ['free', ' pro ', 'équipe', '企業'] };

/** Each case: the operator's constraint, and the modifiers to seed it with besides plain. */
const cases: readonly (readonly [AdminConstraint, ...Partial<AdminConstraint>[]])[] = [
  [{ ...lists, operator: 'IN' }, inverted, caseInsensitive],
  [{ ...lists, operator: 'NOT_IN' }, inverted, caseInsensitive],
  ...['STR_STARTS_WITH', 'STR_ENDS_WITH', 'STR_CONTAINS'].map(
    (operator) =>
      [{ ...strings, operator }, inverted, caseInsensitive, { ...inverted, ...caseInsensitive }] as const,
  ),
  ...['NUM_EQ', 'NUM_GT', 'NUM_GTE', 'NUM_LT', 'NUM_LTE'].map(
    (operator) => [{ contextName: 'cartTotal', operator, value: '10' }, inverted] as const,
  ),
  ...['DATE_AFTER', 'DATE_BEFORE'].map(
    (operator) =>
      [{ contextName: 'currentTime', operator, value: '2026-06-15T12:00:00.000Z' }, inverted] as const,
  ),
  ...['SEMVER_EQ', 'SEMVER_GT', 'SEMVER_GTE', 'SEMVER_LT', 'SEMVER_LTE'].map(
    (operator) => [{ contextName: 'appVersion', operator, value: '2.0.0' }, inverted] as const,
  ),
  // The server refuses an inverted REGEX.
  [{ contextName: 'path', operator: 'REGEX', value: '^/api/v[0-9]+/(orders|carts)$' }, caseInsensitive],
];

const constrained = (name: string, ...constraints: readonly AdminConstraint[]): SeedFlag => ({
  name,
  strategies: [{ name: 'default', constraints }],
});

const nameOf = (operator: string, modifier: Partial<AdminConstraint>): string =>
  ['constraint', operator, ...Object.keys(modifier)].join('.');

/** Every operator that the server takes, plain and with each modifier, and some combinations. */
export const constraintFlags: readonly SeedFlag[] = [
  ...cases.flatMap(([constraint, ...modifiers]) =>
    [{}, ...modifiers].map((modifier) =>
      constrained(nameOf(constraint.operator, modifier), { ...constraint, ...modifier }),
    ),
  ),
  constrained('constraint.userId', {
    contextName: 'userId',
    operator: 'IN',
    values: ['7', 'josé', '😀', 'ada'],
  }),
  constrained('constraint.appName', { contextName: 'appName', operator: 'IN', values: ['shop'] }),
  constrained('constraint.environment', {
    contextName: 'environment',
    operator: 'IN',
    values: ['default', 'staging'],
  }),
  constrained('constraint.remoteAddress', {
    contextName: 'remoteAddress',
    operator: 'STR_STARTS_WITH',
    values: ['10.', '2001:'],
  }),
  constrained('constraint.fraction', { contextName: 'cartTotal', operator: 'NUM_GTE', value: '-5.25' }),
  constrained('constraint.exponent', { contextName: 'cartTotal', operator: 'NUM_EQ', value: '1e1' }),
  constrained('constraint.prerelease', {
    contextName: 'appVersion',
    operator: 'SEMVER_LT',
    value: '2.0.0-rc.2',
  }),
  constrained('constraint.build-metadata', {
    contextName: 'appVersion',
    operator: 'SEMVER_EQ',
    value: '2.0.0+build.9',
  }),
  constrained('constraint.unicode-regex', {
    contextName: 'email',
    operator: 'REGEX',
    value: '(?i)jos(é|e).*@',
  }),
  constrained(
    'constraint.window',
    { contextName: 'currentTime', operator: 'DATE_AFTER', value: '2026-01-01T00:00:00.000Z' },
    { contextName: 'currentTime', operator: 'DATE_BEFORE', value: '2027-01-01T00:00:00+02:00' },
  ),
  constrained(
    'constraint.three-fields',
    { contextName: 'plan', operator: 'NOT_IN', values: ['enterprise'] },
    { contextName: 'cartTotal', operator: 'NUM_LT', value: '1000' },
    { contextName: 'email', operator: 'STR_CONTAINS', values: ['@'] },
  ),
  constrained('constraint.long-list', {
    contextName: 'userId',
    operator: 'IN',
    values: Array.from({ length: 200 }, (_, index) => `user-${index * 17}`).concat('3', '33', '日本語'),
  }),
  constrained('constraint.blanks-around', {
    contextName: 'email',
    operator: 'STR_CONTAINS',
    values: [' zoë ', 'josé@'],
  }),
  constrained('constraint.unknown-field', {
    contextName: 'nobody-sends-this',
    operator: 'NOT_IN',
    values: ['x'],
  }),
];
