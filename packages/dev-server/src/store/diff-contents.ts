import type { Change } from './change';
import type { Contents, StoredFlag } from './contents';

/**
 * What leads from one state to the next, numbered from `revision + 1`. Segments come before the flags that may use
 * them and leave after.
 */
export function diffContents(before: Contents, after: Contents, revision: number): Change[] {
  let eventId = revision;
  const next = () => ({ eventId: ++eventId });
  const changes: Change[] = [];
  for (const [id, segment] of after.segments) {
    if (!isSame(before.segments.get(id), segment))
      changes.push({ type: 'segment-updated', ...next(), segment });
  }
  for (const [name, flag] of after.flags) {
    if (!isSameFlag(before.flags.get(name), flag)) {
      changes.push({ type: 'feature-updated', ...next(), feature: flag.definition });
    }
  }
  for (const [featureName, { definition }] of before.flags) {
    if (after.flags.has(featureName)) continue;
    changes.push({
      type: 'feature-removed',
      ...next(),
      featureName,
      project: definition.project ?? 'default',
    });
  }
  for (const segmentId of before.segments.keys()) {
    if (!after.segments.has(segmentId)) changes.push({ type: 'segment-removed', ...next(), segmentId });
  }
  return changes;
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

const isSameFlag = (a: StoredFlag | undefined, b: StoredFlag) =>
  a !== undefined && isSame(a.definition, b.definition) && isSame(a.tags, b.tags);
