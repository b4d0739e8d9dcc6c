import type { SegmentDefinition } from '@unleash-client/core';
import { invalidFlags } from '../dev-server-error';
import type { Contents, StoredFlag } from '../store/contents';
import { checkContents } from './check-contents';
import type { Conversion } from './conversion';
import { expectKnownKeys, expectList, expectMap, expectString, type Node } from './expect-node';
import { fromFlag } from './from-flag';
import { fromSegments } from './from-segments';
import type { Origin } from './origin';
import { segmentIdByName } from './segment-id-by-name';

/**
 * A whole flags file: the shorthand (`flags: { name: … }`) or the wire form (`features: […]`), either with `segments`.
 * @throws DevServerError with the path of the first node that is wrong.
 */
export function fromFlagsInput(input: unknown, origin: Origin): Contents {
  const root = expectMap(input, [], 'a map with flags (or features, as servers send them)');
  const form = root.features === undefined ? 'shorthand' : 'wire';
  if (form === 'shorthand') expectKnownKeys(root, ['flags', 'segments', 'version', 'features'], []);
  else if (root.flags !== undefined) throw invalidFlags(['flags'], 'give either flags or features, not both');
  const segments = fromSegments(root.segments, ['segments'], { form, origin, segmentId: () => undefined });
  const conversion = { form, origin, segmentId: segmentIdByName(segments) } as const;
  const flags = form === 'wire' ? fromFeatures(root, conversion) : fromMap(root, conversion);
  checkContents(flags, segments);
  return { flags: byName(flags), segments: byId(segments) };
}

function fromMap({ flags }: Node, conversion: Conversion): StoredFlag[] {
  const map = expectMap(flags, ['flags'], 'a map of name to flag');
  return Object.entries(map).map(([name, flag]) => fromFlag(name, flag, ['flags', name], conversion));
}

function fromFeatures({ features }: Node, conversion: Conversion): StoredFlag[] {
  return expectList(features, ['features'], 'a list of flags').map((item, index) => {
    const path = ['features', index];
    const name = expectString(
      expectMap(item, path, 'a flag').name,
      [...path, 'name'],
      'the name of the flag',
    );
    return fromFlag(name, item, path, conversion);
  });
}

function byName(flags: readonly StoredFlag[]): Map<string, StoredFlag> {
  const map = new Map<string, StoredFlag>();
  for (const flag of flags) {
    if (map.has(flag.definition.name))
      throw invalidFlags(flag.path, 'a flag of this name stands above already');
    map.set(flag.definition.name, flag);
  }
  return map;
}

function byId(segments: readonly SegmentDefinition[]): Map<number, SegmentDefinition> {
  const map = new Map<number, SegmentDefinition>();
  for (const [index, segment] of segments.entries()) {
    if (map.has(segment.id))
      throw invalidFlags(['segments', index], 'a segment of this id stands above already');
    map.set(segment.id, segment);
  }
  return map;
}
