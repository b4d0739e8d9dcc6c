import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyContext } from './any-context.testing';
import { anyMutation } from './any-mutation.testing';
import { capturedFeatures } from './captured-features.testing';
import { compile } from './compile';
import type { Context } from './context/context';
import type { Payload } from './definitions';
import { diffPayloads } from './diff-payloads';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { applyDelta } from './parse/apply-delta';
import { EMPTY_PAYLOAD, parsePayload } from './parse/parse-payload';
import { re2 } from './re2';

const flagSetOf = (payload: Payload) =>
  compile(payload, { now: () => 1_764_000_000_000, random: () => 0.5, regex: re2, hostname: 'host' });

/** Asks every flag of a payload, and one that it lacks, everything there is to ask. */
function askAll(payload: Payload, context: unknown): void {
  const flagSet = flagSetOf(payload);
  for (const name of [...payload.flags.keys(), 'unknown']) {
    const { enabled } = evaluate(flagSet, name, context as Context);
    expect(typeof enabled).toBe('boolean');
    if (typeof context === 'object' && context !== null) {
      expect(flagSet.get(name)?.decide(context as Context).enabled ?? false).toBe(enabled);
    }
    expect(explain(flagSet, name, context as Context).evaluation.enabled).toBe(enabled);
  }
}

/** Parses, compiles, evaluates and compares a body with every entry point that takes one. */
function useBody(body: unknown, context: unknown): void {
  const { payload } = parsePayload(body);
  askAll(payload ?? EMPTY_PAYLOAD, context);
  const delta = applyDelta(payload, body);
  askAll(delta.payload, context);
  diffPayloads(payload ?? EMPTY_PAYLOAD, delta.payload);
}

const body = {
  features: capturedFeatures.features.filter((_, index) => index % 3 === 0),
  segments: capturedFeatures.segments,
};
const payload = parsePayload(capturedFeatures).payload ?? EMPTY_PAYLOAD;
const delta = {
  events: [
    { type: 'hydration', eventId: 1, ...body },
    { type: 'feature-updated', eventId: 2, feature: capturedFeatures.features[1] },
    {
      type: 'feature-removed',
      eventId: 3,
      featureName: capturedFeatures.features[0]?.name,
      project: 'default',
    },
    { type: 'segment-updated', eventId: 4, segment: capturedFeatures.segments[0] },
    { type: 'segment-removed', eventId: 5, segmentId: capturedFeatures.segments[0]?.id },
  ],
};

describe('nothing throws', () => {
  test('for any JSON as a body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => useBody(json, {})),
      { numRuns: 300 },
    );
  });

  test('for any JSON as features, segments or events', () => {
    const lists = fc.record({
      features: fc.array(fc.jsonValue()),
      segments: fc.array(fc.jsonValue()),
      events: fc.array(fc.jsonValue()),
    });
    fc.assert(
      fc.property(lists, (json) => useBody(json, {})),
      { numRuns: 300 },
    );
  });

  test('for any mutation of a valid payload', () => {
    fc.assert(
      fc.property(anyMutation(body), (mutated) => useBody(mutated, { userId: '7', country: 'NO', age: 7 })),
      { numRuns: 150 },
    );
  });

  test('for any mutation of a valid delta', () => {
    fc.assert(
      fc.property(anyMutation(delta), (mutated) => useBody(mutated, { userId: '7' })),
      { numRuns: 100 },
    );
  });

  test('for any value as context', () => {
    fc.assert(
      fc.property(anyContext, (makeContext) => askAll(payload, makeContext())),
      { numRuns: 300 },
    );
  });

  test('for any string as a name', () => {
    const flagSet = flagSetOf(payload);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => evaluate(flagSet, name).reason === 'not-found'),
    );
  });
});

describe('applyDelta', () => {
  test('makes of a hydration what parsePayload makes of its body', () => {
    fc.assert(
      fc.property(anyMutation(body), (mutated) => {
        const { payload } = parsePayload(mutated);
        const whole = typeof mutated === 'object' && mutated !== null ? mutated : {};
        const hydrated = applyDelta(null, { events: [{ ...whole, type: 'hydration', eventId: 1 }] });
        expect(hydrated.resync).toBe(payload === null);
        expect(hydrated.payload).toEqual(payload ?? EMPTY_PAYLOAD);
      }),
      { numRuns: 100 },
    );
  });

  test('makes the same of events one by one and all at once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), (events) => {
        const atOnce = applyDelta(null, { events });
        const steps = events.map((event) => ({ events: [event] }));
        const oneByOne = steps.reduce<Payload | null>((state, step) => applyDelta(state, step).payload, null);
        expect(atOnce.resync).toBe(false);
        expect(atOnce.payload).toEqual(oneByOne ?? EMPTY_PAYLOAD);
      }),
      { numRuns: 500 },
    );
  });
});

const name = fc.constantFrom('a', 'b', '__proto__');
const id = fc.integer({ min: 1, max: 3 });
const constraints = fc.constantFrom([], [{ contextName: 'a', operator: 'REGEX', value: 'x' }], 'malformed');
const feature = fc.record({
  name,
  enabled: fc.constantFrom<unknown>(true, false, 'malformed'),
  strategies: fc.array(fc.record({ name: fc.constant('default'), constraints }), { maxLength: 2 }),
});
const segment = fc.record({ id, constraints });
const anyEvent = fc.oneof(
  fc.record({ type: fc.constant('hydration'), features: fc.array(feature), segments: fc.array(segment) }),
  fc.record({ type: fc.constant('feature-updated'), feature }),
  fc.record({ type: fc.constant('feature-removed'), featureName: name }),
  fc.record({ type: fc.constant('segment-updated'), segment }),
  fc.record({ type: fc.constant('segment-removed'), segmentId: id }),
  fc.record({ type: fc.constant('unheard-of') }),
);
