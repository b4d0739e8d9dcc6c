import type { FlagDefinition } from '@unleash-client/core';
import type { Contents } from '../store/contents';
import type { ClientQuery } from './client-query';
import { inlineSegments } from './inline-segments';

/** The flags that pass all filters of a query, in their order. */
export function selectFeatures({ flags, segments }: Contents, query: ClientQuery): FlagDefinition[] {
  const { project, namePrefix = '', inlineSegmentConstraints } = query;
  const wantedTags = query.tag?.map(([type, value]) => `${type}:${value}`);
  const features: FlagDefinition[] = [];
  for (const [name, { definition, tags }] of flags) {
    if (project !== undefined && !project.includes(definition.project ?? 'default')) continue;
    if (!name.startsWith(namePrefix)) continue;
    if (wantedTags !== undefined && !wantedTags.some((tag) => tags.includes(tag))) continue;
    features.push(inlineSegmentConstraints ? inlineSegments(definition, segments) : definition);
  }
  return features;
}
