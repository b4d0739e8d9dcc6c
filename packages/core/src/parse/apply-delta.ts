import type { FlagDefinition, Payload, SegmentDefinition } from '../definitions';
import type { Issue } from '../issue';
import { expected } from './describe';
import { parseFlag } from './parse-flag';
import { checkItems } from './parse-list';
import { EMPTY_PAYLOAD, readPayload } from './parse-payload';
import { parseSegment } from './parse-segment';
import { addIssue, createParseState, fail, locate, type ParseState, toIssues } from './parse-state';
import { isNode, type Node } from './shapes';

/** What {@link applyDelta} made of a body. */
export interface DeltaResult {
  /** The new state; the old one, unchanged, where `resync` is set. */
  readonly payload: Payload;
  /** The `eventId` of the last event, where it has one. */
  readonly revision: number | undefined;
  /** An event could not be applied: the state must be fetched whole. Nothing of the body was applied. */
  readonly resync: boolean;
  readonly issues: readonly Issue[];
}

interface State {
  flags: Map<string, FlagDefinition>;
  malformed: Set<string>;
  segments: Map<number, SegmentDefinition | null>;
  usesRegex: boolean;
}

/**
 * Applies the body of `GET client/delta`, `{ events: […] }` after `JSON.parse`, to a state (none: an empty one).
 * Flags that no event names stay the same objects, so that compiling with `previous` compiles only what changed. An
 * unknown event is skipped with an `unknown-event` issue; one that cannot be applied asks for a `resync`. An event
 * that carries a malformed flag is applied: that flag is off (rule 27).
 */
export function applyDelta(previous: Payload | null, body: unknown): DeltaResult {
  const parse = createParseState();
  const before = previous ?? EMPTY_PAYLOAD;
  const state: State = {
    flags: new Map(before.flags),
    malformed: new Set(before.malformed),
    segments: new Map(before.segments),
    usesRegex: before.usesRegex,
  };
  const events: readonly unknown[] | undefined =
    isNode(body) && Array.isArray(body.events) ? body.events : undefined;
  const applied =
    events === undefined
      ? fail(parse, 'expected an object with a list of events')
      : checkItems(events, 'events', (event) => applyEvent(state, event, parse), parse);
  const last = events?.at(-1);
  return {
    payload: applied ? { ...state, usesRegex: state.usesRegex || parse.usesRegex } : before,
    revision: applied && isNode(last) && typeof last.eventId === 'number' ? last.eventId : undefined,
    resync: !applied,
    issues: toIssues(parse),
  };
}

/** Whether the event could be applied. */
function applyEvent(state: State, event: unknown, parse: ParseState): boolean {
  if (!isNode(event)) return fail(parse, expected('an event', event));
  const { type } = event;
  switch (type) {
    case 'hydration':
      return hydrate(state, event, parse);
    case 'feature-updated':
      return within('feature', parse, () => parseFlag(event.feature, state, parse));
    case 'feature-removed':
      return removeFlag(state, event.featureName, parse);
    case 'segment-updated':
      return within('segment', parse, () => parseSegment(event.segment, state.segments, parse));
    case 'segment-removed':
      return removeSegment(state, event.segmentId, parse);
    default:
      return skipUnknown(type, parse);
  }
}

function hydrate(state: State, event: Node, parse: ParseState): boolean {
  if (!Array.isArray(event.features)) {
    return fail(parse, expected('a list of flags', event.features), 'features');
  }
  // Of what the events before it brought, nothing stays.
  parse.usesRegex = false;
  Object.assign(state, readPayload(event, event.features, parse));
  return true;
}

function removeFlag(state: State, name: unknown, parse: ParseState): boolean {
  if (typeof name !== 'string') return fail(parse, expected('a string', name), 'featureName');
  state.flags.delete(name);
  state.malformed.delete(name);
  return true;
}

function removeSegment(state: State, id: unknown, parse: ParseState): boolean {
  if (typeof id !== 'number') return fail(parse, expected('a number', id), 'segmentId');
  state.segments.delete(id);
  return true;
}

function skipUnknown(type: unknown, parse: ParseState): boolean {
  if (typeof type !== 'string') return fail(parse, expected('a type', type), 'type');
  addIssue(parse, 'unknown-event', `no delta event that this version knows: ${type.slice(0, 40)}`);
  return true;
}

function within(key: string, parse: ParseState, apply: () => boolean): boolean {
  const before = parse.findings.length;
  const applied = apply();
  locate(parse, before, key);
  return applied;
}
