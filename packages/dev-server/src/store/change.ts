import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';

/** One change, in the form of the protocol's delta events. `eventId` is the revision that the change made. */
export type Change =
  | { readonly type: 'feature-updated'; readonly eventId: number; readonly feature: FlagDefinition }
  | {
      readonly type: 'feature-removed';
      readonly eventId: number;
      readonly featureName: string;
      readonly project: string;
    }
  | { readonly type: 'segment-updated'; readonly eventId: number; readonly segment: SegmentDefinition }
  | { readonly type: 'segment-removed'; readonly eventId: number; readonly segmentId: number };
