import type { SegmentDefinition } from '@unleash-client/core';

/** Looks segments up by their names. */
export function segmentIdByName(segments: Iterable<SegmentDefinition>): (name: string) => number | undefined {
  const ids = new Map(Array.from(segments, ({ id, name }) => [name, id]));
  return (name) => ids.get(name);
}
