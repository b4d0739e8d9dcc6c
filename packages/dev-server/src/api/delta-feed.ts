import { randomInt } from 'node:crypto';
import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';
import type { Change } from '../store/change';
import type { FlagStore } from '../store/flag-store';
import type { ClientQuery } from './client-query';
import { selectEvents } from './select-events';
import { selectFeatures } from './select-features';

/** What travels on delta and streaming: the whole state, or one change of it. */
export type DeltaEvent =
  | Change
  | {
      readonly type: 'hydration';
      readonly eventId: number;
      readonly features: readonly FlagDefinition[];
      readonly segments: readonly SegmentDefinition[];
    };

/** The changes of a store as clients follow them. */
export interface DeltaFeed {
  /** The number of the latest revision. */
  readonly revision: number;
  /**
   * What turns the state of a client that has `revision` into the latest: nothing, the changes since, or a hydration
   * where it has none, or one that this server never had or has forgotten.
   */
  since(revision: number | undefined, query: ClientQuery): readonly DeltaEvent[];
  /** Told of each update that changed something. Returns its own undo. */
  subscribe(listener: () => void): () => void;
}

/**
 * Revisions start anew with each process, so that one of the last run could pass for one of this run, and its client
 * keep the wrong flags. Each run therefore numbers from another place, below what fits into 31 bits; a multiple of
 * 1,000, to keep the numbers readable.
 */
const randomOffset = () => randomInt(1, 2_000_000) * 1000;

/** Follows `store`. Its revision 1 is known to clients as `offset + 1`, which is random by default. */
export function createDeltaFeed(store: FlagStore, offset = randomOffset()): DeltaFeed {
  const hydrate = (query: ClientQuery): DeltaEvent => ({
    type: 'hydration',
    eventId: store.revision,
    features: selectFeatures(store.contents, query),
    segments: query.inlineSegmentConstraints ? [] : [...store.contents.segments.values()],
  });
  return {
    get revision() {
      return offset + store.revision;
    },
    since(revision, query) {
      const steps = revision === undefined ? undefined : store.since(revision - offset);
      const events = steps ? selectEvents(steps, store.contents, query) : [hydrate(query)];
      return events.map((event) => ({ ...event, eventId: offset + event.eventId }));
    },
    subscribe: (listener) => store.subscribe(listener),
  };
}
