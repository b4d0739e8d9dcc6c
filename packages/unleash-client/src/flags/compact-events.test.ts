import { describe, expect, test } from 'vitest';
import { createTestReporter } from '../testing/create-test-reporter.testing';
import { deltaOf, hydration, removed, updated } from '../testing/delta-texts.testing';
import { compactEvents } from './compact-events';
import { type HeldFlags, outgrowth } from './held-flags';
import { readEvents } from './read-events';
import { readIncoming } from './read-incoming';

/** What the texts lead to. */
function hold(texts: readonly string[]): HeldFlags {
  const { reporter, log } = createTestReporter();
  const held = readIncoming({ log: texts }, undefined, 'cache', reporter);
  log.forget();
  if (typeof held === 'string') throw new Error(held);
  return held;
}

const base = deltaOf(hydration(1, 'a', 'b'));
const segmentUpdated = (eventId: number, id: number) => ({
  type: 'segment-updated',
  eventId,
  segment: { id, name: `segment ${id}`, constraints: [] },
});

describe('a log is compacted', () => {
  test.each<[string, readonly string[], readonly number[]]>([
    [
      'a flag that changed again',
      [deltaOf(updated(2, 'a')), deltaOf(updated(3, 'b')), deltaOf(updated(4, 'a'))],
      [1, 2],
    ],
    ['a flag that was removed since', [deltaOf(updated(2, 'c')), deltaOf(removed(3, 'c'))], [1]],
    ['a flag that came back', [deltaOf(removed(2, 'a')), deltaOf(updated(3, 'a'))], [1]],
    ['a segment that changed again', [deltaOf(segmentUpdated(2, 7)), deltaOf(segmentUpdated(3, 7))], [1]],
    [
      'a segment that was removed',
      [deltaOf(segmentUpdated(2, 7)), deltaOf({ type: 'segment-removed', eventId: 3, segmentId: 7 })],
      [1],
    ],
    ['events that nobody knows', [deltaOf({ type: 'odd', eventId: 2 }), deltaOf(updated(3, 'a'))], [1]],
    [
      'a list that others cover together',
      [deltaOf(updated(2, 'a'), updated(3, 'b')), deltaOf(updated(4, 'b')), deltaOf(updated(5, 'a'))],
      [1, 2],
    ],
    [
      'nothing of a list that is not all covered',
      [deltaOf(updated(2, 'a'), updated(3, 'b')), deltaOf(updated(4, 'b'))],
      [0, 1],
    ],
    [
      'nothing of a flag and a segment of the same name',
      [deltaOf(updated(2, '7')), deltaOf(segmentUpdated(3, 7))],
      [0, 1],
    ],
  ])('by %s', (_, changes, kept) => {
    const held = hold([base, ...changes]);
    const compacted = compactEvents(held);
    const texts = [base, ...kept.map((index) => changes[index] ?? '')];
    expect(compacted).toMatchObject({
      body: texts.join(''),
      payload: held.payload,
      events: { texts, revision: held.events?.revision },
    });
    // Whoever reads it from a cache has the same flags.
    const read = hold(texts).payload;
    expect([...read.flags].sort()).toEqual([...held.payload.flags].sort());
    expect([...read.segments]).toEqual([...held.payload.segments]);
  });

  test('only where it becomes much shorter', () => {
    const changes = Array.from({ length: 600 }, (_, index) => deltaOf(updated(index + 2, `flag-${index}`)));
    const held = hold([base, ...changes]);
    expect(compactEvents(held)).toBe(held);
  });

  test('and goes on: what is known stays known, and what was left out is asked for again', () => {
    const { reporter } = createTestReporter();
    const compacted = compactEvents(hold([base, deltaOf(updated(2, 'a')), deltaOf(updated(3, 'a'))]));
    expect(readEvents(deltaOf(updated(3, 'a')), compacted, 'server', reporter)).toBe(compacted);
    expect(readEvents(deltaOf(updated(2, 'a')), compacted, 'server', reporter)).toBe('resync');
    expect(readEvents(deltaOf(updated(4, 'c')), compacted, 'server', reporter)).toMatchObject({
      events: { revision: 4 },
    });
  });
});

test('a flag that changes thousands of times never makes a log long', () => {
  const { reporter } = createTestReporter();
  let held = hold([base]);
  let most = 0;
  for (let eventId = 2; eventId < 5000; eventId += 1) {
    const next = readEvents(deltaOf(updated(eventId, 'a')), held, 'server', reporter);
    if (next === 'resync') throw new Error('it needs a resync');
    held = next;
    most = Math.max(most, outgrowth(held));
  }
  expect(most).toBeLessThanOrEqual(1);
  expect(held.events?.applied.size).toBeLessThan(1000);
  expect(held.events?.revision).toBe(4999);
});
