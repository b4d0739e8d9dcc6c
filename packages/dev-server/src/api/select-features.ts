import type { FlagDefinition } from '@unleash-client/core';
import type { Contents } from '../store/contents';
import type { ClientQuery } from './client-query';
import { createFlagFilter } from './create-flag-filter';
import { inlineSegments } from './inline-segments';

/** The flags that pass all filters of a query, in their order. */
export function selectFeatures({ flags, segments }: Contents, query: ClientQuery): FlagDefinition[] {
  const visible = [...flags.values()].filter(createFlagFilter(query));
  return visible.map(({ definition }) =>
    query.inlineSegmentConstraints ? inlineSegments(definition, segments) : definition,
  );
}
