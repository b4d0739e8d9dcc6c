/** A set of flags as large installations have: 10,000 flags, 10 MB. */
export function createLargeFlags(count = 10_000) {
  const filler =
    'A flag of a large installation, described at some length for those who have to decide about it. ';
  return {
    version: 2,
    features: Array.from({ length: count }, (_, index) => ({
      name: `flag-${index}`,
      type: 'release',
      project: 'default',
      enabled: index % 2 === 0,
      description: filler.repeat(3),
      strategies: [0, 1].map((strategy) => ({
        name: 'flexibleRollout',
        parameters: {
          rollout: String((index + strategy * 50) % 101),
          stickiness: 'userId',
          groupId: `flag-${index}`,
        },
        constraints: ['country', 'plan', 'version'].map((contextName) => ({
          contextName,
          operator: 'IN',
          values: ['one', 'two', 'three'],
          inverted: false,
          caseInsensitive: false,
        })),
        variants: [],
      })),
      variants: [],
    })),
    segments: [],
  };
}
