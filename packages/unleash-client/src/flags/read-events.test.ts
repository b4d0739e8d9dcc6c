import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestReporter } from '../testing/create-test-reporter.testing';
import { deltaOf, hydration, removed, updated } from '../testing/delta-texts.testing';
import type { HeldFlags } from './held-flags';
import { readEvents } from './read-events';
import { readIncoming } from './read-incoming';

function start() {
  const made = createTestReporter();
  const read = (text: string, before?: HeldFlags) => readEvents(text, before, 'server', made.reporter);
  /** What the texts lead to, one after the other. */
  const readAll = (...texts: readonly string[]): HeldFlags => {
    const held = texts.reduce<HeldFlags | undefined>(
      (before, text) => expectFlags(read(text, before)),
      undefined,
    );
    return expectFlags(held ?? 'resync');
  };
  return { ...made, read, readAll };
}

function expectFlags(result: HeldFlags | 'resync'): HeldFlags {
  if (result === 'resync') throw new Error('the events were not applied');
  return result;
}

const namesIn = ({ payload }: HeldFlags) => [...payload.flags.keys()];

describe('a hydration', () => {
  test('starts a log', () => {
    const text = deltaOf(hydration(5, 'a', 'b'));
    const held = start().readAll(text);
    expect(namesIn(held)).toEqual(['a', 'b']);
    expect(held).toMatchObject({ body: text, events: { texts: [text], revision: 5, hydratedAt: 5 } });
  });

  test('takes the place of all flags and of the log', () => {
    const text = deltaOf(hydration(9, 'new'));
    const held = start().readAll(deltaOf(hydration(5, 'a')), deltaOf(updated(6, 'b')), text);
    expect(namesIn(held)).toEqual(['new']);
    expect(held).toMatchObject({ body: text, events: { texts: [text], revision: 9, hydratedAt: 9 } });
  });

  test('may come with changes after it, and drops those before it', () => {
    const held = start().readAll(
      deltaOf(updated(4, 'old'), hydration(5, 'a'), updated(6, 'b'), removed(7, 'a')),
    );
    expect(namesIn(held)).toEqual(['b']);
    expect(held.events).toMatchObject({ revision: 7, hydratedAt: 5 });
  });

  test('may have no id', () => {
    const held = start().readAll(deltaOf({ type: 'hydration', features: [] }), deltaOf(updated(1, 'a')));
    expect(namesIn(held)).toEqual(['a']);
  });

  test('of a server that was set back counts from there', () => {
    const { readAll, read } = start();
    const held = readAll(deltaOf(hydration(50, 'a')), deltaOf(hydration(5, 'b')));
    expect(held.events?.revision).toBe(5);
    expect(namesIn(expectFlags(read(deltaOf(updated(6, 'c')), held)))).toEqual(['b', 'c']);
  });
});

describe('changes', () => {
  const base = deltaOf(hydration(5, 'a', 'b'));

  test('continue the log', () => {
    const text = deltaOf(updated(6, 'c'), removed(7, 'a'));
    const held = start().readAll(base, text);
    expect(namesIn(held)).toEqual(['b', 'c']);
    expect(held).toMatchObject({ body: base + text, events: { texts: [base, text], revision: 7 } });
  });

  test('leave the flags that they do not name as they are', () => {
    const { readAll, read } = start();
    const before = readAll(base);
    const after = expectFlags(read(deltaOf(updated(6, 'a')), before));
    expect(after.payload.flags.get('b')).toBe(before.payload.flags.get('b'));
    expect(after.payload.flags.get('a')).not.toBe(before.payload.flags.get('a'));
  });

  test.each([
    ['none at all', deltaOf()],
    ['those that the hydration has', deltaOf(updated(3, 'x'), updated(5, 'x'))],
    ['those that came before', deltaOf(updated(6, 'c'))],
    ['several that came before', deltaOf(updated(5, 'x'), updated(6, 'c'), updated(8, 'd'))],
  ])('that are known already change nothing: %s', (_, text) => {
    const { readAll, read } = start();
    const before = readAll(base, deltaOf(updated(6, 'c')), deltaOf(updated(8, 'd')));
    expect(read(text, before)).toBe(before);
  });

  test('of which some are known are applied from there on', () => {
    const held = start().readAll(base, deltaOf(removed(6, 'a')), deltaOf(updated(6, 'a'), updated(7, 'c')));
    expect(namesIn(held)).toEqual(['b', 'c']);
  });

  test('of one list may share an id', () => {
    const { readAll, read } = start();
    const text = deltaOf(updated(6, 'x'), updated(6, 'y'), updated(6, 'z'));
    const held = readAll(base, text);
    expect(namesIn(held)).toEqual(['a', 'b', 'x', 'y', 'z']);
    expect(read(text, held)).toBe(held);
  });

  test('without an id are applied as they come', () => {
    const { eventId: _, ...event } = updated(0, 'c');
    const held = start().readAll(base, deltaOf(event), deltaOf(updated(6, 'd')));
    expect(namesIn(held)).toEqual(['a', 'b', 'c', 'd']);
    expect(held.events?.revision).toBe(6);
  });

  test('of a long absence are applied, however many they are', () => {
    const many = Array.from({ length: 200_000 }, (_, index) => removed(6 + index, 'a'));
    const held = start().readAll(base, JSON.stringify({ events: many }));
    expect([namesIn(held), held.events?.revision]).toEqual([['b'], 200_005]);
  });

  test.each([
    ['older than one that is applied, and was never seen', deltaOf(updated(7, 'x'))],
    ['in the wrong order', deltaOf(updated(12, 'x'), updated(11, 'y'))],
  ])('need a resync when they are %s', (_, text) => {
    const { readAll, read } = start();
    const before = readAll(base, deltaOf(updated(6, 'c')), deltaOf(updated(8, 'd')));
    expect(read(text, before)).toBe('resync');
  });

  test('need a resync without a hydration before them', () => {
    const { read, reporter, events } = start();
    const polled = readIncoming(bodyOf('a'), undefined, 'server', reporter);
    if (typeof polled === 'string') throw new Error(polled);
    expect(read(deltaOf(updated(6, 'a')))).toBe('resync');
    expect(read(deltaOf())).toBe('resync');
    expect(read(deltaOf(updated(6, 'a')), polled)).toBe('resync');
    expect(events).toEqual([]);
  });
});

describe('what is broken', () => {
  const base = deltaOf(hydration(5, 'a'));

  test.each<[string, string, string]>([
    [
      'no JSON',
      '{"events":[',
      'flags from the server are refused: they are no JSON (is the url that of an Unleash API?)',
    ],
    ['a number', '7', 'expected an object with a list of events'],
    ['null', 'null', 'expected an object with a list of events'],
    ['a list', '[]', 'expected an object with a list of events'],
    ['all flags', bodyOf('a'), 'expected an object with a list of events'],
    ['events that are no list', '{"events":{}}', 'expected an object with a list of events'],
    ['an event that is no object', deltaOf(updated(6, 'b'), 7), 'events[1]: expected an event, got a number'],
    ['an event without a type', deltaOf({ eventId: 6 }), 'events[0].type: expected a type, got nothing'],
    [
      'a hydration without flags',
      deltaOf({ type: 'hydration', eventId: 9 }),
      'events[0].features: expected a list of flags, got nothing',
    ],
    ['an update without a flag', deltaOf({ type: 'feature-updated', eventId: 6 }), 'events[0].feature'],
    [
      'an update of a flag without a name',
      deltaOf({ type: 'feature-updated', eventId: 6, feature: { enabled: true } }),
      'events[0].feature',
    ],
    [
      'a removal without a name',
      deltaOf({ type: 'feature-removed', eventId: 6 }),
      'events[0].featureName: expected a string, got nothing',
    ],
    [
      'a segment without an id',
      deltaOf({ type: 'segment-updated', eventId: 6, segment: {} }),
      'events[0].segment',
    ],
  ])('needs a resync and is one error event: %s', (_, text, said) => {
    const { readAll, read, log, events } = start();
    const before = readAll(base);
    expect(read(text, before)).toBe('resync');
    expect(events.map(({ eventType }) => eventType)).toEqual(['error']);
    expect(log.lines).toEqual([expect.stringContaining(said)]);
    expect(log.lines[0]?.length).toBeLessThan(1000);
  });

  test('is told, and not what was odd beside it', () => {
    const { readAll, read, log } = start();
    const odd = { type: 'flag-exploded', eventId: 6 };
    read(deltaOf(odd, { type: 'feature-removed', eventId: 7 }), readAll(base));
    expect(log.lines).toEqual([expect.stringContaining('events[1].featureName')]);
  });

  test('leaves the flags before it as they were', () => {
    const { readAll, read, log } = start();
    const before = readAll(base);
    read(deltaOf(removed(6, 'a'), { type: 'feature-removed', eventId: 7 }), before);
    expect(namesIn(before)).toEqual(['a']);
    expect(log.lines).toHaveLength(1);
  });

  test('of a flag in a sound event leaves that flag off', () => {
    const { readAll, log } = start();
    const held = readAll(base, deltaOf(updated(6, { name: 'a', strategies: 'none' }), updated(7, 'b')));
    expect([...held.payload.malformed]).toEqual(['a']);
    expect(held.payload.flags.has('b')).toBe(true);
    expect(held.events?.revision).toBe(7);
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn: flags from the server: one part cannot be used/),
    ]);
  });
});

test('events of a kind that nobody knows are skipped with one warning, and the rest is applied', () => {
  const { readAll, read, log, events } = start();
  const odd = (eventId: number) => ({ type: 'flag-exploded', eventId });
  const held = readAll(deltaOf(hydration(5, 'a')), deltaOf(odd(6), updated(7, 'b')), deltaOf(odd(8)));
  expect(namesIn(held)).toEqual(['a', 'b']);
  expect(held.events?.revision).toBe(8);
  expect(events).toMatchObject([{ eventType: 'warn', kind: 'unknown-event' }]);
  expect(log.lines).toEqual([expect.stringContaining('flag-exploded')]);
  // One that was seen is known, applied or not.
  expect(read(deltaOf(odd(6)), held)).toBe(held);
});
