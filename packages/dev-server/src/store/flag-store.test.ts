import { expect, test } from 'vitest';
import { fromFlagsInput } from '../input/from-flags-input';
import { noOrigin } from '../input/origin';
import type { Change } from './change';
import { createFlagStore } from './flag-store';

const contents = (input: unknown) => fromFlagsInput(input, noOrigin);
const summary = (changes: readonly Change[]) =>
  changes.map((change) => {
    if (change.type === 'feature-updated') return [change.eventId, change.type, change.feature.name];
    if (change.type === 'feature-removed') return [change.eventId, change.type, change.featureName];
    if (change.type === 'segment-updated') return [change.eventId, change.type, change.segment.id];
    return [change.eventId, change.type, change.segmentId];
  });

test('gives each change a revision of its own, segments before flags and after them', () => {
  const store = createFlagStore(
    contents({
      segments: { s1: { a: 1 }, s2: { a: 1 } },
      flags: { same: true, changed: true, gone: { project: 'p' } },
    }),
  );
  expect(store.revision).toBe(1);
  const changes = store.update(
    contents({ segments: { s1: { a: 2 } }, flags: { added: true, changed: false, same: true } }),
  );
  expect(summary(changes)).toEqual([
    [2, 'segment-updated', 1],
    [3, 'feature-updated', 'added'],
    [4, 'feature-updated', 'changed'],
    [5, 'feature-removed', 'gone'],
    [6, 'segment-removed', 2],
  ]);
  expect(changes[3]).toMatchObject({ project: 'p' });
  expect(store.revision).toBe(6);
});

test('keeps its revision when nothing changes', () => {
  const store = createFlagStore(contents({ flags: { a: { rollout: 5 } } }));
  expect(store.update(contents({ flags: { a: { rollout: 5, enabled: true } } }))).toEqual([]);
  expect(store.revision).toBe(1);
});

test('takes a changed tag for a change of the flag', () => {
  const store = createFlagStore(contents({ flags: { a: true } }));
  expect(summary(store.update(contents({ flags: { a: { tags: ['x:y'] } } })))).toEqual([
    [2, 'feature-updated', 'a'],
  ]);
});

test('tells those who listen, until they stop', () => {
  const store = createFlagStore(contents({ flags: {} }));
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.revision));
  store.update(contents({ flags: { a: true, b: true } }));
  store.update(contents({ flags: { a: true, b: true } }));
  stop();
  store.update(contents({ flags: {} }));
  expect(seen).toEqual([3]);
});
