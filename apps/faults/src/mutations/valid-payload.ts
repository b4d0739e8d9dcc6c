import type {
  ConstraintDefinition,
  FlagDefinition,
  SegmentDefinition,
  StrategyDefinition,
  VariantDefinition,
} from '@unleash-client/core';

/** A body as servers send it, with some keys that the client has no use for. */
export interface ServedPayload {
  readonly version: 2;
  readonly features: readonly FlagDefinition[];
  readonly segments: readonly SegmentDefinition[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
}

const listOperands: readonly [ConstraintDefinition['operator'], field: string, ...values: string[]][] = [
  ['IN', 'userId', '7', '8'],
  ['NOT_IN', 'sessionId', 's-9'],
  ['STR_STARTS_WITH', 'email', 'ada@', 'bob@'],
  ['STR_ENDS_WITH', 'email', '.org'],
  ['STR_CONTAINS', 'email', 'EXAMPLE'],
  ['IN_CIDR', 'remoteAddress', '10.0.0.0/8', '2001:db8::/32'],
];
const singleOperands: readonly [ConstraintDefinition['operator'], field: string, value: string][] = [
  ['NUM_EQ', 'age', '30'],
  ['NUM_GT', 'age', '18.5'],
  ['NUM_GTE', 'age', '3e1'],
  ['NUM_LT', 'age', '65'],
  ['NUM_LTE', 'age', '29'],
  ['DATE_AFTER', 'joined', '2020-01-01T00:00:00Z'],
  ['DATE_BEFORE', 'currentTime', '2100-01-01T00:00:00.000Z'],
  ['SEMVER_EQ', 'version', '1.2.3'],
  ['SEMVER_GT', 'version', '1.2.3-beta.1'],
  ['SEMVER_GTE', 'version', '1.0.0'],
  ['SEMVER_LT', 'version', '2.0.0'],
  ['SEMVER_LTE', 'version', '0.9.0'],
  ['REGEX', 'email', '^[a-z]+@example\\.(org|com)$'],
];

const constraintOf = (
  [operator, contextName]: readonly [ConstraintDefinition['operator'], string, ...string[]],
  operand: Pick<ConstraintDefinition, 'value' | 'values'>,
  index: number,
): ConstraintDefinition => ({
  contextName,
  operator,
  ...operand,
  inverted: index % 5 === 4,
  caseInsensitive: operator === 'STR_CONTAINS',
});

const constraints: readonly ConstraintDefinition[] = [
  ...listOperands.map((row, index) => constraintOf(row, { values: row.slice(2) }, index)),
  ...singleOperands.map((row, index) => constraintOf(row, { value: row[2] }, index)),
];

const rollout = (stickiness: string, percentage = '50'): StrategyDefinition => ({
  name: 'flexibleRollout',
  parameters: { groupId: 'all', rollout: percentage, stickiness },
});

const strategies: readonly StrategyDefinition[] = [
  { name: 'default', parameters: {} },
  { name: 'userWithId', parameters: { userIds: '7, 9' } },
  { name: 'gradualRolloutUserId', parameters: { percentage: '60', groupId: 'user' } },
  { name: 'gradualRolloutSessionId', parameters: { percentage: '60', groupId: 'session' } },
  { name: 'gradualRolloutRandom', parameters: { percentage: '60' } },
  ...['default', 'userId', 'sessionId', 'companyId', 'random'].map((stickiness) => rollout(stickiness)),
  { name: 'remoteAddress', parameters: { IPs: '10.1.2.3,192.168.0.0/16' } },
  { name: 'applicationHostname', parameters: { hostNames: 'nowhere.example.org' } },
  { name: 'Weekday', parameters: { days: 'monday,tuesday' } },
];

const variants: readonly VariantDefinition[] = [
  {
    name: 'red',
    weight: 300,
    stickiness: 'userId',
    payload: { type: 'json', value: '{"colour":"red"}' },
    overrides: [{ contextName: 'userId', values: ['7', '8'] }],
  },
  { name: 'blue', weight: 700, stickiness: 'userId', payload: { type: 'string', value: 'blue' } },
];

/** Ids that no odd value equals. */
const segments: readonly SegmentDefinition[] = [
  { id: 11, name: 'nordic', constraints: [constraintOf(['IN', 'country'], { values: ['NO', 'SE'] }, 0)] },
  { id: 12, name: 'adult', constraints: [constraintOf(['NUM_GTE', 'age'], { value: '18' }, 0)] },
];

const flag = (name: string, more: Partial<FlagDefinition> = {}): FlagDefinition => ({
  name,
  enabled: true,
  type: 'release',
  project: 'default',
  strategies: [],
  ...more,
});

const richFlags: readonly FlagDefinition[] = [
  ...constraints.map((constraint) =>
    flag(`constraint.${constraint.operator}`, {
      strategies: [{ name: 'default', constraints: [constraint] }],
    }),
  ),
  ...strategies.map((strategy) =>
    flag(`strategy.${strategy.name}.${strategy.parameters?.stickiness ?? ''}`, { strategies: [strategy] }),
  ),
  flag('variants.own', { variants, strategies: [rollout('userId', '100')], impressionData: true }),
  flag('variants.strategy', {
    strategies: [
      { ...rollout('userId', '100'), variants: variants.map(({ overrides: _, ...rest }) => rest) },
    ],
  }),
  flag('segments.one', { strategies: [{ name: 'default', segments: [11] }] }),
  flag('segments.both', {
    strategies: [{ ...rollout('default', '75'), segments: [11, 12], constraints: constraints.slice(0, 1) }],
  }),
  flag('parent.variants', { variants: variants.slice(1), type: 'experiment' }),
  flag('parent.off', { enabled: false }),
  flag('child.on', { dependencies: [{ feature: 'parent.variants' }] }),
  flag('child.of.variant', {
    dependencies: [{ feature: 'parent.variants', enabled: true, variants: ['blue'] }],
  }),
  flag('child.of.off', { dependencies: [{ feature: 'parent.off', enabled: false }] }),
  flag('impressions', { impressionData: true, strategies: [rollout('default')] }),
];

/** Names that plain objects choke on, and one in letters that UTF-8 needs more bytes for. */
const trickyNames = ['__proto__', 'constructor', 'toString', 'größe 🦊'];

const COUNT = 100;

const plainFlags: readonly FlagDefinition[] = Array.from(
  { length: COUNT - richFlags.length },
  (_, index): FlagDefinition => {
    // Doubled, so that no single flipped bit makes one name of another.
    const name = trickyNames[index] ?? `plain.${index}.${index}`;
    if (index % 3 === 0) return { name, enabled: index % 2 === 0 };
    return { name, enabled: true, strategies: [rollout('userId', String((index * 7) % 101))] };
  },
);

/** A hundred flags that use all there is: each strategy and operator, variants, overrides, payloads, segments, parents. */
export const validPayload: ServedPayload = {
  version: 2,
  features: [...richFlags, ...plainFlags],
  segments,
  query: { environment: 'production', inlineSegmentConstraints: false },
  meta: { revisionId: 7, etag: '"76d8bb0e:7"' },
};

/** The one custom strategy of these flags; like many of its kind it takes for granted that its parameter is there. */
export const customStrategies = {
  Weekday: {
    apply: ({ days }: Readonly<Record<string, string>>): boolean =>
      (days as string).split(',').includes('monday'),
  },
};

/** The names of all flags. */
export const namesOf = ({ features }: ServedPayload): readonly string[] => features.map(({ name }) => name);
