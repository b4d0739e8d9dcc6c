import { describe, expect, test, vi } from 'vitest';
import { compile } from './compile';
import type { Payload } from './definitions';
import { evaluate } from './evaluate';
import type { FlagSet } from './flag-set';
import { applyDelta } from './parse/apply-delta';

const strategy = { name: 'counted', segments: [1] };
const features = [
  { name: 'plain', enabled: true },
  { name: 'other', enabled: true },
  { name: 'segmented', enabled: true, strategies: [strategy] },
  { name: 'parent', enabled: true, strategies: [strategy] },
  { name: 'child', enabled: true, dependencies: [{ feature: 'parent' }] },
  { name: 'orphan', enabled: true, dependencies: [{ feature: 'nobody' }] },
  { name: 'grandchild', enabled: true, dependencies: [{ feature: 'child' }] },
];
const names = features.map(({ name }) => name);
const constraint = { contextName: 'plan', operator: 'IN', values: ['pro'] };
const segments = [
  { id: 1, constraints: [constraint] },
  { id: 2, constraints: [] },
];

/** A compiled flag set, all of whose flags have been used, and the one after a delta. */
function setUp(...events: object[]) {
  const strategies = { counted: { compile: vi.fn(() => () => true) } };
  const tag = vi.fn((name: string) => ({ name }));
  const make = (payload: Payload, previous?: FlagSet<{ name: string }>) =>
    compile(payload, { now: () => 0, random: () => 0.5, strategies, tag, previous });
  const { payload } = applyDelta(null, { events: [{ type: 'hydration', features, segments }] });
  const before = make(payload);
  for (const name of names) before.get(name);
  tag.mockClear();
  const after = make(applyDelta(payload, { events }).payload, before);
  return { before, after, tag, kept: names.filter((name) => after.get(name) === before.get(name)) };
}

const without = (...changed: string[]) => names.filter((name) => !changed.includes(name));

describe('with previous, the flags kept from the set before are', () => {
  test('all where nothing changed, with their tags', () => {
    const { kept, tag, before, after } = setUp();
    expect(kept).toEqual(names);
    expect(tag).not.toHaveBeenCalled();
    expect(after.get('plain')?.tag).toBe(before.get('plain')?.tag);
    expect([...after.compiled()]).toHaveLength(names.length);
  });

  test('all but a flag that was updated, whose tag is asked for again', () => {
    const { kept, tag } = setUp({ type: 'feature-updated', feature: { name: 'plain', enabled: false } });
    expect(kept).toEqual(without('plain'));
    expect(tag.mock.calls).toEqual([['plain']]);
  });

  test('all but a flag that was removed', () => {
    const { kept, after } = setUp({ type: 'feature-removed', featureName: 'plain' });
    expect(kept).toEqual(without('plain'));
    expect(after.get('plain')).toBeUndefined();
  });

  test('all but a flag that became malformed, or the other way round', () => {
    const { kept, after } = setUp({ type: 'feature-updated', feature: { name: 'plain', enabled: 7 } });
    expect(kept).toEqual(without('plain'));
    expect(evaluate(after, 'plain').reason).toBe('malformed');
  });

  test('all but those whose segment changed, and their children', () => {
    const { kept, after } = setUp({ type: 'segment-updated', segment: { id: 1, constraints: [] } });
    expect(kept).toEqual(without('segmented', 'parent', 'child'));
    for (const name of ['segmented', 'parent', 'child']) expect(evaluate(after, name, {}).enabled).toBe(true);
  });

  test('all but those whose segment went, and their children', () => {
    const { kept, after } = setUp({ type: 'segment-removed', segmentId: 1 });
    expect(kept).toEqual(without('segmented', 'parent', 'child'));
    expect(evaluate(after, 'child', { plan: 'pro' }).enabled).toBe(false);
  });

  test('all where a segment that nobody uses changed', () => {
    expect(setUp({ type: 'segment-removed', segmentId: 2 }).kept).toEqual(names);
  });

  test('all but a parent and its children', () => {
    const { kept, after } = setUp({ type: 'feature-updated', feature: { name: 'parent', enabled: false } });
    expect(kept).toEqual(without('parent', 'child'));
    expect(evaluate(after, 'child').reason).toBe('parent');
  });

  test('all but children of a parent that appeared or got parents', () => {
    const { kept, after } = setUp(
      { type: 'feature-updated', feature: { name: 'nobody', enabled: true } },
      { type: 'feature-updated', feature: { name: 'child', enabled: true } },
    );
    expect(kept).toEqual(without('orphan', 'child', 'grandchild'));
    for (const name of ['orphan', 'child', 'grandchild']) expect(evaluate(after, name).enabled).toBe(true);
  });
});

test('flags of the set before that nobody used are compiled when they are', () => {
  const { payload } = applyDelta(null, { events: [{ type: 'hydration', features, segments }] });
  const world = { now: () => 0, random: () => 0.5 };
  const before = compile(payload, world);
  before.get('plain');
  const after = compile(payload, { ...world, previous: before });
  expect([...after.compiled()].map(([name]) => name)).toEqual(['plain']);
  expect(evaluate(after, 'other').enabled).toBe(true);
});
