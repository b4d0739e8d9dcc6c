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

test('remembers what led from a revision to the latest, with the flags before and after', () => {
  const store = createFlagStore(contents({ flags: { a: true, gone: true } }));
  expect(store.since(1)).toEqual([]);
  store.update(contents({ flags: { a: false, gone: true } }));
  store.update(contents({ flags: { a: false, added: { tags: ['x:y'] } } }));
  expect(store.since(1)).toMatchObject([
    {
      change: { eventId: 2 },
      before: { definition: { enabled: true } },
      after: { definition: { enabled: false } },
    },
    { change: { eventId: 3 }, before: undefined, after: { tags: ['x:y'] } },
    { change: { eventId: 4 }, before: { definition: { name: 'gone' } }, after: undefined },
  ]);
  expect(store.since(3)).toHaveLength(1);
  expect(store.since(4)).toEqual([]);
});

test('knows no revision that it never had, nor one that it has forgotten', () => {
  const store = createFlagStore(contents({ flags: {} }), 2);
  expect([store.since(0), store.since(2)]).toEqual([undefined, undefined]);
  store.update(contents({ flags: { a: true, b: true, c: true } }));
  expect(store.since(1)).toBeUndefined();
  expect(store.since(2)).toHaveLength(2);

  const forgetful = createFlagStore(contents({ flags: {} }), 0);
  forgetful.update(contents({ flags: { a: true } }));
  expect(forgetful.since(1)).toBeUndefined();
  expect(forgetful.since(2)).toEqual([]);
});
