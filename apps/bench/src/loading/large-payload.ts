/** As many flags, and as many bytes of them, as large installations have. */
export const FLAG_COUNT = 10_000;
const FLAG_BYTES = 1000;

/** The flags of so many that change from one text to the next: each has much of the text before it and behind it. */
export const changingFlags = (count: number): readonly number[] => [
  2 * Math.floor(count / 6) + 1,
  2 * Math.floor(count / 3) + 1,
];

/** Somebody whom the first strategy's constraints let through, and the second's do not. */
export const SOMEBODY = { userId: '7', properties: { country: 'NO', plan: 'pro-monthly', age: '40' } };

/** What {@link SOMEBODY} is told: every other flag is on, unless it was switched off. */
export const expectedAnswer = (index: number, switchedOff: readonly number[]): boolean =>
  index % 2 === 1 && !switchedOff.includes(index);

export const flagName = (index: number): string => `flag-${index}`;

/** The texts of all flags, one a flag: a kilobyte each, with two strategies, three constraints and two variants. */
export const createLargeFlags = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => printFlag(index));

/** The text of one flag; editions differ in what they say the flag is for. */
export function printFlag(index: number, isEnabled = true, edition = 0): string {
  const bare = JSON.stringify(describeFlag(index, true, ''));
  const words = `${edition}: ${'What the flag is for, in the words of those who need it. '.repeat(20)}`;
  return JSON.stringify(
    describeFlag(index, isEnabled, words.slice(0, Math.max(0, FLAG_BYTES - bare.length))),
  );
}

/** The body of `client/features`. */
export const printFeatures = (flags: readonly string[]): string =>
  `{"version":2,"features":[${flags.join(',')}],"segments":[]}`;

function describeFlag(index: number, enabled: boolean, description: string) {
  const name = flagName(index);
  const rollout = index % 2 === 1 ? '100' : '0';
  const constraint = { inverted: false, caseInsensitive: false };
  return {
    name,
    type: 'release',
    project: 'default',
    enabled,
    stale: false,
    impressionData: false,
    description,
    strategies: [
      {
        name: 'flexibleRollout',
        parameters: { rollout, stickiness: 'userId', groupId: name },
        constraints: [
          { contextName: 'country', operator: 'IN', values: ['DK', 'FI', 'NO', 'SE'], ...constraint },
          { contextName: 'plan', operator: 'STR_STARTS_WITH', values: ['pro', 'team'], ...constraint },
        ],
        segments: [],
      },
      {
        name: 'flexibleRollout',
        parameters: { rollout: '100', stickiness: 'default', groupId: name },
        constraints: [
          { contextName: 'age', operator: 'NUM_GTE', value: `${50 + (index % 40)}`, ...constraint },
        ],
        segments: [],
      },
    ],
    variants: ['blue', 'green'].map((variant) => ({
      name: variant,
      weight: 500,
      weightType: 'variable',
      stickiness: 'userId',
      payload: { type: 'string', value: `${variant} of ${index}` },
    })),
  };
}
