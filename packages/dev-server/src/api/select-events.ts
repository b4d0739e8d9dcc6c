import type { FlagDefinition } from '@unleash-client/core';
import type { Change } from '../store/change';
import type { Contents } from '../store/contents';
import type { Step } from '../store/step';
import type { ClientQuery } from './client-query';
import { createFlagFilter } from './create-flag-filter';
import { inlineSegments } from './inline-segments';

/**
 * What steps mean to a client with filters: a flag that leaves its view is removed, one that enters it is updated.
 * `contents` are what the last of the steps led to. For a client that knows no segments, a changed segment is a
 * change of the flags that use it.
 */
export function selectEvents(steps: readonly Step[], contents: Contents, query: ClientQuery): Change[] {
  const { flags, segments } = contents;
  const isVisible = createFlagFilter(query);
  const inline = query.inlineSegmentConstraints;
  const updated = (eventId: number, flag: FlagDefinition): Change => ({
    type: 'feature-updated',
    eventId,
    // With today's segments also in yesterday's flag: each later change of either comes as an event of its own.
    feature: inline ? inlineSegments(flag, segments) : flag,
  });

  return steps.flatMap(({ change, before, after }) => {
    const { type, eventId } = change;
    if (type === 'segment-updated' || type === 'segment-removed') {
      if (!inline) return change;
      const id = type === 'segment-updated' ? change.segment.id : change.segmentId;
      const users = [...flags.values()].filter((flag) => isVisible(flag) && usesSegment(flag.definition, id));
      return users.map(({ definition }) => updated(eventId, definition));
    }
    if (after !== undefined && isVisible(after)) return updated(eventId, after.definition);
    if (before === undefined || !isVisible(before)) return [];
    const { name, project } = before.definition;
    return { type: 'feature-removed', eventId, featureName: name, project: project ?? 'default' };
  });
}

const usesSegment = ({ strategies }: FlagDefinition, id: number) =>
  strategies?.some((strategy) => strategy?.segments?.includes(id)) ?? false;
