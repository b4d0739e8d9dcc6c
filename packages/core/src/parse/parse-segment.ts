import type { SegmentDefinition } from '../definitions';
import { expected } from './describe';
import { isConstraint } from './parse-constraint';
import { isOptionalListOf } from './parse-list';
import { fail, type ParseState } from './parse-state';
import { isNode } from './shapes';

/** Puts a segment into `segments`, as `null` when it is malformed; without an id it is only reported. */
export function parseSegment(
  node: unknown,
  segments: Map<number, SegmentDefinition | null>,
  state: ParseState,
): boolean {
  if (!isNode(node)) return fail(state, expected('a segment', node));
  if (typeof node.id !== 'number') return fail(state, expected('a number', node.id), 'id');
  segments.set(node.id, isSegment(node, state) ? node : null);
  return true;
}

const isSegment = (node: unknown, state: ParseState): node is SegmentDefinition =>
  isNode(node) && isOptionalListOf(node.constraints, 'constraints', isConstraint, state);
