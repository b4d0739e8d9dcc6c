import { EMPTY_PAYLOAD } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { type HeldFlags, isHeldAs, isSetBack, outgrowth, toStoredBody } from './held-flags';

function heldWith(texts: readonly string[], revision = 1): HeldFlags {
  const events = { texts, applied: new Set<number>(), revision, hydratedAt: 1 };
  return { payload: EMPTY_PAYLOAD, body: texts.join(''), events };
}
const polled: HeldFlags = { payload: EMPTY_PAYLOAD, body: 'hydrationone' };
const followed = heldWith(['hydration', 'one']);
const kB = 1024;
const isOutgrown = (held: HeldFlags) => outgrowth(held) > 1;

describe('flags that are held', () => {
  test('are stored with the lengths of their texts where these are lists of events', () => {
    expect(toStoredBody(followed)).toEqual({ body: 'hydrationone', parts: [9, 3] });
    expect(toStoredBody(polled)).toEqual({ body: 'hydrationone' });
  });

  test('are those of a snapshot with the same texts of the same kind', () => {
    const stored = { savedAt: 1, source: 'server' } as const;
    for (const held of [polled, followed]) {
      expect(isHeldAs(held, { ...stored, ...toStoredBody(held) })).toBe(true);
      expect(isHeldAs(held, { ...stored, ...toStoredBody(held), body: 'others' })).toBe(false);
    }
    expect(isHeldAs(polled, { ...stored, ...toStoredBody(followed) })).toBe(false);
    expect(isHeldAs(followed, { ...stored, ...toStoredBody(polled) })).toBe(false);
  });
});

describe('events have outgrown their hydration', () => {
  test('never where there are none', () => {
    expect(isOutgrown({ ...polled, body: 'x'.repeat(10_000 * kB) })).toBe(false);
    expect(isOutgrown(heldWith(['x'.repeat(10_000 * kB)]))).toBe(false);
  });

  test.each([
    ['a small one by more than 256 kB', 10 * kB, 256 * kB],
    ['a large one by more than twice its length', 300 * kB, 600 * kB],
  ])('%s', (_, hydration, most) => {
    const half = 'x'.repeat(most / 2);
    const texts = ['x'.repeat(hydration), half, half];
    expect(isOutgrown(heldWith(texts))).toBe(false);
    expect(isOutgrown(heldWith([...texts, 'x']))).toBe(true);
  });

  test('when they are more than 1,000 texts with it, however short', () => {
    const texts = Array.from({ length: 1000 }, () => 'x');
    expect(isOutgrown(heldWith(texts))).toBe(false);
    expect(isOutgrown(heldWith([...texts, 'x']))).toBe(true);
  });
});

describe('flags are set back', () => {
  test('by a hydration that is older than the events before it', () => {
    expect(isSetBack(heldWith(['a'], 5), heldWith(['a', 'b'], 7))).toBe(true);
  });

  test.each<[string, HeldFlags, HeldFlags | undefined]>([
    ['by the same revision', heldWith(['a'], 7), heldWith(['a', 'b'], 7)],
    ['by a later one', heldWith(['a'], 8), heldWith(['a', 'b'], 7)],
    ['where nothing was before', heldWith(['a'], 1), undefined],
    ['where others were polled before', heldWith(['a'], 1), polled],
    ['by flags that are polled', polled, heldWith(['a'], 7)],
  ])('not %s', (_, now, before) => expect(isSetBack(now, before)).toBe(false));
});
