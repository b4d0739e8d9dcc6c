import { formatSnapshot, parseSnapshot } from '@unleash-client/cache';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestReporter } from '../testing/create-test-reporter.testing';
import { deltaOf, hydration, updated } from '../testing/delta-texts.testing';
import { type HeldFlags, toStoredBody } from './held-flags';
import { fromStored, type Incoming, readIncoming } from './read-incoming';

function start() {
  const made = createTestReporter();
  const tryRead = (incoming: Incoming, held?: HeldFlags) =>
    readIncoming(incoming, held, 'cache', made.reporter);
  const read = (incoming: Incoming, held?: HeldFlags): HeldFlags => {
    const result = tryRead(incoming, held);
    if (typeof result === 'string') throw new Error(result);
    return result;
  };
  return { ...made, tryRead, read };
}

/** Counts how many texts are parsed from now on. */
function countParses() {
  const parse = vi.spyOn(JSON, 'parse');
  onTestFinished(() => parse.mockRestore());
  return () => parse.mock.calls.length;
}

const namesIn = ({ payload }: HeldFlags) => [...payload.flags.keys()];
const first = deltaOf(hydration(5, 'a'));
const second = deltaOf(updated(6, 'b'));
const third = deltaOf(updated(7, 'c'));

describe('all flags', () => {
  test('are read, and the same again are the same object', () => {
    const { read } = start();
    const held = read(bodyOf('a'));
    const parses = countParses();
    expect(read(bodyOf('a'), held)).toBe(held);
    expect(parses()).toBe(0);
    expect(namesIn(read(bodyOf('b'), held))).toEqual(['b']);
  });

  test('are refused when they are none', () => {
    const { tryRead, log } = start();
    expect(tryRead('{}')).toBe('refused');
    expect(log.lines).toHaveLength(1);
  });
});

describe('a log', () => {
  test('leads to the same flags as its lists one by one', () => {
    const { read } = start();
    const oneByOne = read({ events: second }, read({ events: first }));
    expect(read({ log: [first, second] })).toEqual(oneByOne);
  });

  test('comes out of a cache as it was held', () => {
    const { read } = start();
    const held = read({ log: [first, second] });
    const text = formatSnapshot({ ...toStoredBody(held), savedAt: 1, source: 'server' });
    const stored = parseSnapshot(text);
    if (stored === undefined) throw new Error('it cannot be read');
    expect(read(fromStored(stored))).toEqual(held);
  });

  test('that is held already is the same object, and nothing of it is parsed', () => {
    const { read } = start();
    const held = read({ log: [first, second] });
    const parses = countParses();
    expect(read({ log: [first, second] }, held)).toBe(held);
    expect(parses()).toBe(0);
  });

  test('that grew is read from its new end', () => {
    const { read } = start();
    const held = read({ log: [first, second] });
    const parses = countParses();
    const grown = read({ log: [first, second, third] }, held);
    expect(parses()).toBe(1);
    expect(namesIn(grown)).toEqual(['a', 'b', 'c']);
    expect(grown.payload.flags.get('a')).toBe(held.payload.flags.get('a'));
    expect(grown).toEqual(read({ log: [first, second, third] }));
  });

  test.each([
    ['of another hydration', [deltaOf(hydration(9, 'z')), third], ['z']],
    ['that became shorter', [first], ['a']],
    ['with other events', [first, third], ['a', 'c']],
  ])('%s is read anew', (_, log, names) => {
    const { read } = start();
    const held = read({ log: [first, second] });
    const parses = countParses();
    expect(namesIn(read({ log }, held))).toEqual(names);
    expect(parses()).toBe(log.length);
  });

  test('after flags that were polled is read from its beginning', () => {
    const { read } = start();
    expect(namesIn(read({ log: [first, second] }, read(bodyOf('polled'))))).toEqual(['a', 'b']);
  });

  test.each([
    ['without a hydration', [second, third]],
    ['with nothing in it', []],
    ['with a list that is broken', [first, '{"events":[', third]],
    ['with changes in the wrong order', [first, third, second]],
    ['that is none', ['{}']],
  ])('%s is refused', (_, log) => {
    const made = start();
    expect(made.tryRead({ log })).toBe('refused');
    expect(made.log.lines.length).toBeLessThanOrEqual(1);
  });
});

test('flags that are polled take the place of a log', () => {
  const { read } = start();
  const held = read(bodyOf('a'), read({ log: [first, second] }));
  expect(namesIn(held)).toEqual(['a']);
  expect(held.events).toBeUndefined();
});
