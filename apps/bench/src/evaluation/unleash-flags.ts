import type { ConstraintDefinition } from '@unleash-client/core';
import type { FlagsWireForm } from '@unleash-client/dev-server';
import { type FlagName, VARIANTS } from './questions';
import { COUNTRIES, TENANTS } from './users';

type Feature = FlagsWireForm['features'][number];
type Strategies = NonNullable<Feature['strategies']>;

const SEGMENT_ID = 1;

/**
 * The ten: every kind of operator, all of them met by every user. The official client compares dates with the clock
 * whatever the field, so the bounds are such that both the field and the clock meet them.
 */
const TEN_CONSTRAINTS: readonly ConstraintDefinition[] = [
  { contextName: 'country', operator: 'IN', values: COUNTRIES },
  { contextName: 'tenant', operator: 'IN', values: TENANTS },
  { contextName: 'userId', operator: 'STR_STARTS_WITH', values: ['user-'] },
  { contextName: 'email', operator: 'STR_ENDS_WITH', values: ['@example.org', '@example.com'] },
  { contextName: 'age', operator: 'NUM_GTE', value: '18' },
  { contextName: 'age', operator: 'NUM_LT', value: '99' },
  { contextName: 'signedUp', operator: 'DATE_AFTER', value: '2023-06-01T00:00:00Z' },
  { contextName: 'signedUp', operator: 'DATE_BEFORE', value: '2099-06-01T00:00:00Z' },
  { contextName: 'appVersion', operator: 'SEMVER_GT', value: '1.9.9' },
  { contextName: 'appVersion', operator: 'SEMVER_LT', value: '3.0.0' },
];

const isIn = (values: readonly string[]): ConstraintDefinition => ({
  contextName: 'country',
  operator: 'IN',
  values,
});

const rollout = (name: string, percent: number, more: Partial<Strategies[number]> = {}) => ({
  name: 'flexibleRollout',
  parameters: { rollout: String(percent), stickiness: 'default', groupId: name },
  constraints: [],
  ...more,
});

const feature = (name: string, strategies: Strategies, more: Partial<Feature> = {}): Feature => ({
  name,
  type: 'release',
  project: 'default',
  enabled: true,
  strategies,
  variants: [],
  ...more,
});

const byName: Readonly<Record<Exclude<FlagName, 'missing'> | 'parent', Feature>> = {
  simple: feature('simple', [{ name: 'default', constraints: [] }]),
  rollout: feature('rollout', [rollout('rollout', 50)]),
  'in-five': feature('in-five', [rollout('in-five', 100, { constraints: [isIn(COUNTRIES.slice(0, 5))] })]),
  'ten-constraints': feature('ten-constraints', [{ name: 'default', constraints: TEN_CONSTRAINTS }]),
  segment: feature('segment', [{ name: 'default', constraints: [], segments: [SEGMENT_ID] }]),
  variants: feature('variants', [
    rollout('variants', 100, {
      variants: VARIANTS.map((name) => ({
        name,
        weight: 333,
        stickiness: 'userId',
        payload: { type: 'string', value: name },
      })),
    }),
  ]),
  'twenty-strategies': feature(
    'twenty-strategies',
    Array.from({ length: 20 }, (_, index) => ({
      name: 'default',
      constraints: [isIn(index === 19 ? COUNTRIES : [`nowhere-${index}`])],
    })),
  ),
  parent: feature('parent', [{ name: 'default', constraints: [] }]),
  child: feature('child', [{ name: 'default', constraints: [] }], { dependencies: [{ feature: 'parent' }] }),
};

/** Lists of ten and of a hundred thousand values, in a constraint and in a segment: the users' countries come last. */
const LIST_LENGTHS = [10, 100_000] as const;

const listOf = (length: number) => [
  ...Array.from({ length: length - 5 }, (_, index) => `elsewhere-${index}`),
  ...COUNTRIES.slice(0, 5),
];

/** The flags for the growth of lists: `list-10`, `list-100000`, `listed-segment-10`, `listed-segment-100000`. */
const lists = LIST_LENGTHS.flatMap((length, index) => [
  feature(`list-${length}`, [{ name: 'default', constraints: [isIn(listOf(length))] }]),
  feature(`listed-segment-${length}`, [{ name: 'default', constraints: [], segments: [index + 2] }]),
]);

/** What the Unleash server serves: the flags of all questions. */
export const UNLEASH_FLAGS: FlagsWireForm = {
  version: 2,
  features: [...Object.values(byName), ...lists],
  segments: [
    { id: SEGMENT_ID, constraints: TEN_CONSTRAINTS },
    ...LIST_LENGTHS.map((length, index) => ({ id: index + 2, constraints: [isIn(listOf(length))] })),
  ],
};
