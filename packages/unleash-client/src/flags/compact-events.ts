import { type HeldFlags, outgrowth } from './held-flags';

interface Event {
  readonly eventId?: unknown;
  readonly type?: unknown;
  readonly feature?: { readonly name?: unknown };
  readonly featureName?: unknown;
  readonly segment?: { readonly id?: unknown };
  readonly segmentId?: unknown;
}

/** Compacting again and again for a few texts each would cost more than a hydration now and then. */
const WORTHWHILE = 0.5;

/**
 * The same flags with a shorter log: lists of events of which later ones have the last word are left out, the others stay
 * as they were received. The same object where that would not make it much shorter.
 */
export function compactEvents(held: HeldFlags): HeldFlags {
  if (held.events === undefined) return held;
  const [hydration = '', ...changes] = held.events.texts;
  const told = new Set<string>();
  const kept: string[] = [];
  const ids: number[] = [];
  for (const text of changes.reverse()) {
    const { events }: { readonly events: readonly Event[] } = JSON.parse(text);
    const subjects = events.map(subjectOf).filter((subject) => subject !== undefined);
    if (subjects.every((subject) => told.has(subject))) continue;
    for (const subject of subjects) told.add(subject);
    kept.push(text);
    for (const { eventId } of events) if (typeof eventId === 'number') ids.push(eventId);
  }
  const texts = [hydration, ...kept.reverse()];
  const events = { ...held.events, texts, applied: new Set(ids) };
  const compacted = { ...held, body: texts.join(''), events };
  return outgrowth(compacted) <= WORTHWHILE ? compacted : held;
}

/** The flag or segment that an event is about. */
function subjectOf({ type, feature, featureName, segment, segmentId }: Event): string | undefined {
  switch (type) {
    case 'feature-updated':
      return `flag ${feature?.name}`;
    case 'feature-removed':
      return `flag ${featureName}`;
    case 'segment-updated':
      return `segment ${segment?.id}`;
    case 'segment-removed':
      return `segment ${segmentId}`;
    default:
      return undefined;
  }
}
