import { expect, test } from 'vitest';
import { seedFlags } from './seed-flags';
import { segments } from './segments';

const strategies = seedFlags.flatMap((flag) => flag.strategies ?? []);
const constraints = [
  ...strategies.flatMap((strategy) => strategy.constraints ?? []),
  ...Object.values(segments).flat(),
];

test('there are many flags, each name once', () => {
  expect(seedFlags.length).toBeGreaterThan(150);
  expect(new Set(seedFlags.map(({ name }) => name)).size).toBe(seedFlags.length);
});

test('every built-in strategy is seeded, and a custom one', () => {
  expect([...new Set(strategies.map(({ name }) => name))].sort()).toEqual([
    'applicationHostname',
    'default',
    'flexibleRollout',
    'gradualRolloutRandom',
    'gradualRolloutSessionId',
    'gradualRolloutUserId',
    'lunarPhase',
    'remoteAddress',
    'userWithId',
  ]);
});

test('every operator that the server accepts is seeded', () => {
  expect([...new Set(constraints.map(({ operator }) => operator))].sort()).toEqual([
    'DATE_AFTER',
    'DATE_BEFORE',
    'IN',
    'NOT_IN',
    'NUM_EQ',
    'NUM_GT',
    'NUM_GTE',
    'NUM_LT',
    'NUM_LTE',
    'REGEX',
    'SEMVER_EQ',
    'SEMVER_GT',
    'SEMVER_GTE',
    'SEMVER_LT',
    'SEMVER_LTE',
    'STR_CONTAINS',
    'STR_ENDS_WITH',
    'STR_STARTS_WITH',
  ]);
});

test('parents and oracles exist', () => {
  const names = new Set(seedFlags.map(({ name }) => name));
  const referred = seedFlags.flatMap((flag) => [
    ...(flag.dependencies ?? []).map(({ feature }) => feature),
    ...(flag.oracle === undefined ? [] : [flag.oracle]),
  ]);
  expect(referred.filter((name) => !names.has(name))).toEqual([]);
});
