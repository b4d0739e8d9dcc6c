const DESCRIPTION =
  'What a flag is for, in the words of those who need it, and until when it is to stay. '.repeat(4);

/** Flags as a large installation has them, a kilobyte each: 10,000 are 10 MB. */
export const createManyFlags = (count: number) => ({
  version: 2,
  features: Array.from({ length: count }, (_, index) => createFlag(`flag-${index}`, index % 101)),
  segments: [],
});

/** One of them, on for some percent of users. */
export const createFlag = (name: string, percent: number) => ({
  name,
  type: 'release',
  project: 'default',
  enabled: true,
  description: DESCRIPTION,
  strategies: [percent, 100 - percent].map((rollout) => ({
    name: 'flexibleRollout',
    parameters: { rollout: String(rollout), stickiness: 'userId', groupId: name },
    constraints: ['country', 'plan'].map((contextName) => ({
      contextName,
      operator: 'IN' as const,
      values: ['one', 'two', 'three'],
      inverted: false,
      caseInsensitive: false,
    })),
    variants: [],
  })),
  variants: [],
});
