import type { FlagDefinition, Payload, SegmentDefinition } from './definitions';

/** Names of the flags by which two payloads differ, each list in the order of its payload. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Flags whose definition, or a segment they use, is another one. */
  readonly updated: readonly string[];
}

/** Compares two payloads by value. Flags that are the same objects in both cost nothing. */
export function diffPayloads(before: Payload, after: Payload): Changes {
  const segments = changedSegments(before.segments, after.segments);
  const added: string[] = [];
  const updated: string[] = [];
  for (const [name, flag] of after.flags) {
    const old = before.flags.get(name);
    if (old === undefined) added.push(name);
    else if (before.malformed.has(name) !== after.malformed.has(name)) updated.push(name);
    else if (!isEqual(old, flag) || usesAny(flag, segments)) updated.push(name);
  }
  const removed = [...before.flags.keys()].filter((name) => !after.flags.has(name));
  return { added, removed, updated };
}

function changedSegments(before: Payload['segments'], after: Payload['segments']): ReadonlySet<number> {
  const changed = new Set<number>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const pair: (SegmentDefinition | null | undefined)[] = [before.get(id), after.get(id)];
    if (!isEqual(pair[0], pair[1])) changed.add(id);
  }
  return changed;
}

const usesAny = ({ strategies }: FlagDefinition, segments: ReadonlySet<number>): boolean =>
  segments.size > 0 &&
  (strategies ?? []).some((strategy) => (strategy?.segments ?? []).some((id) => segments.has(id)));

type Composite = Readonly<Record<string, unknown>>;

/** Equality of two JSON values; the order of keys does not count. No recursion: a body may be nested very deep. */
function isEqual(a: unknown, b: unknown): boolean {
  const pairs: [unknown, unknown][] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (!isComposite(left) || !isComposite(right) || Array.isArray(left) !== Array.isArray(right))
      return false;
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(right, key)) return false;
      pairs.push([left[key], right[key]]);
    }
  }
  return true;
}

const isComposite = (value: unknown): value is Composite => typeof value === 'object' && value !== null;
