import type { ServedPayload } from './valid-payload';

/** All flags, as the first event of a list. */
export const hydrationOf = ({ features, segments }: ServedPayload, eventId: number) => ({
  events: [{ type: 'hydration', eventId, features, segments }],
});

/** One change of each kind there is, and one that nobody knows. Their ids begin with the revision. */
export const changesOf = (revision: number) => ({
  events: [
    {
      type: 'feature-updated',
      eventId: revision,
      feature: {
        name: 'constraint.IN',
        enabled: true,
        strategies: [
          {
            name: 'flexibleRollout',
            parameters: { rollout: '100', stickiness: 'default', groupId: 'all' },
            constraints: [{ contextName: 'userId', operator: 'IN', values: ['nobody'], inverted: false }],
            segments: [12],
          },
        ],
        variants: [],
      },
    },
    {
      type: 'feature-updated',
      eventId: revision + 1,
      feature: { name: 'new', enabled: true, strategies: [], impressionData: false },
    },
    { type: 'feature-removed', eventId: revision + 2, featureName: 'strategy.default.', project: 'default' },
    {
      type: 'segment-updated',
      eventId: revision + 3,
      segment: {
        id: 12,
        name: 'adult',
        constraints: [{ contextName: 'age', operator: 'NUM_GT', value: '90' }],
      },
    },
    { type: 'segment-removed', eventId: revision + 4, segmentId: 11 },
  ],
});

/** The flags that these changes concern. */
export const changed: ReadonlySet<string> = new Set([
  'constraint.IN',
  'new',
  'strategy.default.',
  'segments.one',
  'segments.both',
  // Takes the place of one of these where its name is the odd value.
  '__proto__',
]);
