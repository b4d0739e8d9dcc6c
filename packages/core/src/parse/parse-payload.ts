import type { Payload, SegmentDefinition } from '../definitions';
import type { Issue } from '../issue';
import { expected } from './describe';
import { type FlagsInProgress, parseFlag } from './parse-flag';
import { checkItems } from './parse-list';
import { parseSegment } from './parse-segment';
import { createParseState, type ParseState, report, toIssues } from './parse-state';
import { isAbsent, isNode, type Node } from './shapes';

/** What {@link parsePayload} found. A `null` payload means the body as a whole is of the wrong shape. */
export interface ParseResult {
  readonly payload: Payload | null;
  readonly issues: readonly Issue[];
}

/**
 * Validates the body of `GET client/features` (or a bootstrap, or a cache's content) after `JSON.parse`. One malformed
 * flag, strategy, constraint or segment fails alone and is reported with its path (rule 27), up to a thousand of them.
 * Never throws for what `JSON.parse` can return. Sound parts are kept as they are, not copied, so the body must not be
 * changed afterwards.
 */
export function parsePayload(body: unknown): ParseResult {
  const state = createParseState();
  if (!isNode(body)) {
    report(state, expected('an object with features', body));
    return { payload: null, issues: toIssues(state) };
  }
  if (!Array.isArray(body.features)) {
    report(state, expected('a list of flags', body.features), 'features');
    return { payload: null, issues: toIssues(state) };
  }
  const payload = readPayload(body, body.features, state);
  return { payload, issues: toIssues(state) };
}

/** Reads a body (or a hydration event) whose `features` are known to be a list. */
export function readPayload(body: Node, features: readonly unknown[], state: ParseState): Payload {
  const into: FlagsInProgress = { flags: new Map(), malformed: new Set() };
  checkItems(features, 'features', (node) => parseFlag(node, into, state), state);
  const segments = new Map<number, SegmentDefinition | null>();
  if (Array.isArray(body.segments)) {
    checkItems(body.segments, 'segments', (node) => parseSegment(node, segments, state), state);
  } else if (!isAbsent(body.segments)) {
    report(state, expected('a list of segments', body.segments), 'segments');
  }
  return { ...into, segments, usesRegex: state.usesRegex };
}

/** A payload without flags. */
export const EMPTY_PAYLOAD: Payload = {
  flags: new Map(),
  malformed: new Set(),
  segments: new Map(),
  usesRegex: false,
};
