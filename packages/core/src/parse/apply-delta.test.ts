import { describe, expect, test } from 'vitest';
import { compile } from '../compile';
import type { Payload } from '../definitions';
import { evaluate } from '../evaluate';
import { applyDelta } from './apply-delta';
import { parsePayload } from './parse-payload';

const regex = { contextName: 'a', operator: 'REGEX', value: 'x' };
const a = { name: 'a', enabled: true };
const b = { name: 'b', enabled: true, strategies: [{ name: 'default', segments: [1] }] };
const segment = { id: 1, constraints: [{ contextName: 'plan', operator: 'IN', values: ['pro'] }] };
const hydration = { type: 'hydration', eventId: 1, features: [a, b], segments: [segment] };

const start = (): Payload => applyDelta(null, { events: [hydration] }).payload;
const apply = (...events: unknown[]) => applyDelta(start(), { events });

test('a hydration is what parsePayload makes of the same body', () => {
  expect(start()).toEqual(parsePayload({ features: [a, b], segments: [segment] }).payload);
  expect(applyDelta(null, { events: [hydration] })).toMatchObject({ revision: 1, resync: false, issues: [] });
});

test('a hydration replaces all that was there', () => {
  const { payload } = apply({
    type: 'hydration',
    eventId: 9,
    features: [{ ...a, enabled: false }],
    segments: [],
  });
  expect(payload).toEqual(parsePayload({ features: [{ ...a, enabled: false }], segments: [] }).payload);
});

test('feature-updated replaces a flag, or adds one', () => {
  const { payload, revision } = apply(
    { type: 'feature-updated', eventId: 2, feature: { ...a, enabled: false } },
    { type: 'feature-updated', eventId: 3, feature: { name: 'c', enabled: true } },
  );
  expect([...payload.flags.keys()]).toEqual(['a', 'b', 'c']);
  expect(payload.flags.get('a')?.enabled).toBe(false);
  expect(revision).toBe(3);
});

test('feature-removed removes a flag; one that is not there is no matter', () => {
  const { payload, resync } = apply(
    { type: 'feature-removed', eventId: 2, featureName: 'a', project: 'default' },
    { type: 'feature-removed', eventId: 3, featureName: 'nobody', project: 'default' },
  );
  expect([...payload.flags.keys()]).toEqual(['b']);
  expect(resync).toBe(false);
});

test('segment-updated replaces a segment, or adds one', () => {
  const { payload } = apply(
    { type: 'segment-updated', eventId: 2, segment: { id: 1, constraints: [] } },
    { type: 'segment-updated', eventId: 3, segment: { id: 2 } },
  );
  expect([...payload.segments]).toEqual([
    [1, { id: 1, constraints: [] }],
    [2, { id: 2 }],
  ]);
});

test('segment-removed removes a segment, and rule 20: strategies that use it fail', () => {
  const { payload } = apply({ type: 'segment-removed', eventId: 2, segmentId: 1 });
  expect(payload.segments.size).toBe(0);
  const flagSet = compile(payload, { now: () => 0, random: () => 0.5 });
  expect(evaluate(flagSet, 'b', { plan: 'pro' }).enabled).toBe(false);
});

test('events are applied in their order', () => {
  const removed = { type: 'feature-removed', eventId: 2, featureName: 'a' };
  const updated = { type: 'feature-updated', eventId: 3, feature: a };
  expect(apply(removed, updated).payload.flags.has('a')).toBe(true);
  expect(apply(updated, removed).payload.flags.has('a')).toBe(false);
});

test('an unknown event is skipped with an issue, and the others are applied', () => {
  const result = apply(
    { type: 'feature-archived', eventId: 2, featureName: 'b' },
    { type: 'feature-removed', eventId: 3, featureName: 'a' },
  );
  expect(result).toMatchObject({
    resync: false,
    revision: 3,
    issues: [{ kind: 'unknown-event', path: 'events[0]' }],
  });
  expect([...result.payload.flags.keys()]).toEqual(['b']);
});

test('an unknown event of a megabyte of name is reported in less than 1 kB', () => {
  const { issues } = apply({ type: 'x'.repeat(2 ** 20), eventId: 2 });
  expect(issues[0]?.message.length).toBeLessThan(1000);
});

test('an empty list of events changes nothing', () => {
  expect(applyDelta(start(), { events: [] })).toMatchObject({
    payload: start(),
    revision: undefined,
    resync: false,
  });
});

describe('an event that cannot be applied asks for a resync and leaves the state as it was', () => {
  test.each([
    [null, 'events[1]'],
    ['text', 'events[1]'],
    [[], 'events[1]'],
    [{}, 'events[1].type'],
    [{ type: 7 }, 'events[1].type'],
    [{ type: 'hydration' }, 'events[1].features'],
    [{ type: 'hydration', features: {} }, 'events[1].features'],
    [{ type: 'feature-updated' }, 'events[1].feature'],
    [{ type: 'feature-updated', feature: null }, 'events[1].feature'],
    [{ type: 'feature-updated', feature: { enabled: true } }, 'events[1].feature.name'],
    [{ type: 'feature-removed' }, 'events[1].featureName'],
    [{ type: 'feature-removed', featureName: 7 }, 'events[1].featureName'],
    [{ type: 'segment-updated' }, 'events[1].segment'],
    [{ type: 'segment-updated', segment: { id: '1' } }, 'events[1].segment.id'],
    [{ type: 'segment-removed' }, 'events[1].segmentId'],
    [{ type: 'segment-removed', segmentId: '1' }, 'events[1].segmentId'],
  ])('%o at %s', (event, path) => {
    const before = start();
    const good = { type: 'feature-removed', eventId: 2, featureName: 'a' };
    const result = applyDelta(before, { events: [good, event, good] });
    expect(result).toMatchObject({
      resync: true,
      revision: undefined,
      issues: [{ kind: 'malformed', path }],
    });
    expect(result.payload).toBe(before);
    expect(before).toEqual(start());
  });

  test.each([null, undefined, 'text', 7, [], {}, { events: null }, { events: {} }])(
    'as does the body %o',
    (body) => {
      const before = start();
      expect(applyDelta(before, body)).toMatchObject({ resync: true, revision: undefined });
      expect(applyDelta(before, body).payload).toBe(before);
      expect(applyDelta(null, body)).toMatchObject({ resync: true, payload: { flags: new Map() } });
    },
  );
});

describe('rule 27: an event that carries a malformed flag is applied', () => {
  const broken = { type: 'feature-updated', eventId: 2, feature: { name: 'a', enabled: 'yes' } };

  test('and that flag is off, reported with its path', () => {
    const { payload, resync, revision, issues } = apply(broken);
    expect({ resync, revision }).toEqual({ resync: false, revision: 2 });
    expect(issues).toMatchObject([{ kind: 'malformed', path: 'events[0].feature.enabled' }]);
    expect(payload.malformed).toEqual(new Set(['a']));
    const flagSet = compile(payload, { now: () => 0, random: () => 0.5 });
    expect(evaluate(flagSet, 'a')).toMatchObject({ enabled: false, reason: 'malformed' });
  });

  test('and a sound one, or its removal, heals it', () => {
    const { payload } = apply(broken);
    for (const event of [
      { type: 'feature-updated', eventId: 3, feature: a },
      { type: 'feature-removed', eventId: 3, featureName: 'a' },
      { ...hydration, eventId: 3 },
    ]) {
      expect(applyDelta(payload, { events: [event] }).payload.malformed.size).toBe(0);
    }
  });

  test('like one that carries a malformed segment or strategy', () => {
    const { payload, resync, issues } = apply(
      { type: 'segment-updated', eventId: 2, segment: { id: 1, constraints: 7 } },
      { type: 'feature-updated', eventId: 3, feature: { ...a, strategies: [null] } },
    );
    expect(resync).toBe(false);
    expect(payload.segments.get(1)).toBeNull();
    expect(issues.map(({ path }) => path)).toEqual([
      'events[0].segment.constraints',
      'events[1].feature.strategies[0]',
    ]);
  });
});

test('what no event names stays the same object, and the state before is not touched', () => {
  const before = start();
  const { payload } = applyDelta(before, {
    events: [{ type: 'feature-updated', eventId: 2, feature: { ...a, type: 'x' } }],
  });
  expect(payload.flags.get('b')).toBe(before.flags.get('b'));
  expect(payload.segments.get(1)).toBe(before.segments.get(1));
  expect(before).toEqual(start());
});

test('usesRegex tells of a REGEX that an event brought, until a hydration without one', () => {
  const feature = { ...a, strategies: [{ name: 'default', constraints: [regex] }] };
  const updated = { type: 'feature-updated', eventId: 2, feature };
  expect(apply(updated).payload.usesRegex).toBe(true);
  expect(
    apply({ type: 'segment-updated', eventId: 2, segment: { id: 2, constraints: [regex] } }).payload
      .usesRegex,
  ).toBe(true);
  expect(applyDelta(apply(updated).payload, { events: [hydration] }).payload.usesRegex).toBe(false);
  const unrelated = { type: 'feature-removed', eventId: 3, featureName: 'b' };
  expect(applyDelta(apply(updated).payload, { events: [unrelated] }).payload.usesRegex).toBe(true);
  expect(apply(updated, hydration).payload.usesRegex).toBe(false);
  expect(apply(hydration, updated).payload.usesRegex).toBe(true);
});

test('rule 28: flags of any name are updated and removed', () => {
  for (const name of ['__proto__', 'constructor', '']) {
    const { payload } = apply({ type: 'feature-updated', eventId: 2, feature: { name, enabled: true } });
    expect(payload.flags.get(name)?.enabled).toBe(true);
    const removed = { events: [{ type: 'feature-removed', eventId: 3, featureName: name }] };
    expect(applyDelta(payload, removed).payload.flags.has(name)).toBe(false);
  }
});
