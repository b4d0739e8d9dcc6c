import type { SegmentDefinition } from '@unleash-client/core';
import { invalidFlags } from '../dev-server-error';
import type { Conversion } from './conversion';
import { expectMap } from './expect-node';
import { fromConstraints } from './from-constraints';
import type { Path } from './path';

/** Segments from a map of name to constraints, numbered from 1 in their order, or from a list in wire form. */
export function fromSegments(input: unknown, path: Path, conversion: Conversion): SegmentDefinition[] {
  if (input === undefined || input === null) return [];
  if (Array.isArray(input)) {
    return input.map((item, index) => fromSegment(item, [...path, index], conversion));
  }
  const segments = expectMap(input, path, 'a map of name to constraints, or a list of segments');
  return Object.entries(segments).map(([name, constraints], index) => ({
    id: index + 1,
    name,
    constraints: fromConstraints(constraints, [...path, name], conversion),
  }));
}

/** One segment in wire form; its constraints may be a map. */
export function fromSegment(input: unknown, path: Path, conversion: Conversion): SegmentDefinition {
  const { id, constraints, ...rest } = expectMap(input, path, 'a segment');
  if (typeof id !== 'number') throw invalidFlags([...path, 'id'], 'a segment needs a number as id');
  return {
    ...rest,
    id,
    constraints:
      constraints == null ? [] : fromConstraints(constraints, [...path, 'constraints'], conversion),
  };
}
