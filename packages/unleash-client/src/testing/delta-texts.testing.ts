import { type FlagDraft, featuresOf } from './features-of.testing';

/** A list of events as servers send it. */
export const deltaOf = (...events: readonly unknown[]): string => JSON.stringify({ events });

export const hydration = (eventId: number, ...flags: readonly FlagDraft[]) => ({
  type: 'hydration',
  eventId,
  ...featuresOf(...flags),
  segments: [],
});

export const updated = (eventId: number, flag: FlagDraft) => ({
  type: 'feature-updated',
  eventId,
  feature: featuresOf(flag).features[0],
});

export const removed = (eventId: number, featureName: string) => ({
  type: 'feature-removed',
  eventId,
  featureName,
  project: 'default',
});
