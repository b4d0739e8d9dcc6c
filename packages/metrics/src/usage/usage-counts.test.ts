import { describe, expect, test, vi } from 'vitest';
import { counted } from '../send/sum-reports.testing';
import { createUsageCounts } from './usage-counts';

/** Counts on a clock that moves one millisecond at each look. */
const createCounts = (onOverflow?: (limit: number) => void) => {
  let time = 1000;
  return createUsageCounts({ now: () => time++, onOverflow });
};

test('hands out nothing when nothing was counted', () => {
  expect(createCounts().take()).toBeUndefined();
});

test('gives the same counter for the same name, before and after a report', () => {
  const counts = createCounts();
  const counter = counts.counterOf('a');
  counter.count(true);
  counts.take();
  expect(counts.counterOf('a')).toBe(counter);
  counter.count(false);
  expect(counts.take()?.flags).toEqual([['a', counted(0, 1)]]);
});

test('hands out only flags that were asked for, once', () => {
  const counts = createCounts();
  counts.counterOf('idle');
  counts.counterOf('a').count(true);
  expect(counts.take()?.flags).toEqual([['a', counted(1, 0)]]);
  expect(counts.take()).toBeUndefined();
});

test('counts flags of any name, known and unknown', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''];
  const counts = createCounts();
  for (const name of names) {
    counts.counterOf(name).count(true);
    counts.counterOfUnknown(name).count(false);
  }
  expect(counts.take()?.flags).toEqual(names.map((name) => [name, counted(1, 1)]));
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('adds up what was counted for a name before and after it became a flag', () => {
  const counts = createCounts();
  counts.counterOfUnknown('new').count(false);
  counts.counterOfUnknown('new').countVariant('disabled');
  const taken = counts.take();
  counts.counterOfUnknown('new').count(false);
  counts.counterOf('new').count(true);
  counts.counterOf('new').countVariant('blue');
  if (taken !== undefined) counts.putBack(taken);
  expect(counts.take()?.flags).toEqual([['new', counted(1, 2, { disabled: 1, blue: 1 })]]);
  expect(counts.take()).toBeUndefined();
});

describe('time', () => {
  test('passes without gaps from report to report', () => {
    const counts = createCounts();
    const stretches = [1, 2].map(() => {
      counts.counterOf('a').count(true);
      const { start, stop } = counts.take() ?? {};
      return { start, stop };
    });
    expect(stretches).toEqual([
      { start: 1000, stop: 1001 },
      { start: 1001, stop: 1002 },
    ]);
  });

  test('begins with the older start when something is put back', () => {
    const counts = createCounts();
    counts.counterOf('a').count(true);
    const first = counts.take();
    counts.counterOf('a').count(true);
    if (first !== undefined) counts.putBack(first);
    expect(counts.take()).toEqual({ start: 1000, stop: 1002, flags: [['a', counted(2, 0)]] });
  });

  test('never runs backwards in a report, though the clock was set back', () => {
    const now = vi.fn(() => 5000);
    const counts = createUsageCounts({ now });
    now.mockReturnValue(2000);
    counts.counterOf('a').count(true);
    expect(counts.take()).toMatchObject({ start: 2000, stop: 2000 });
  });
});

describe('unknown names', () => {
  test('are counted up to the number that the options say', () => {
    const onOverflow = vi.fn();
    const counts = createUsageCounts({ now: () => 0, unknownNames: 1, onOverflow });
    counts.counterOfUnknown('a').count(false);
    expect(onOverflow).not.toHaveBeenCalled();
    counts.counterOfUnknown('b').count(false);
    expect(counts.take()?.flags).toEqual([['a', counted(0, 1)]]);
    expect(onOverflow.mock.calls).toEqual([[1]]);
  });

  test('are counted up to ten thousand, and the limit is told once', () => {
    const onOverflow = vi.fn();
    const counts = createCounts(onOverflow);
    for (let name = 0; name < 10_000; name += 1) counts.counterOfUnknown(`x${name}`).count(false);
    expect(onOverflow).not.toHaveBeenCalled();
    for (const name of ['one more', 'and another', 'x0']) counts.counterOfUnknown(name).count(false);
    expect(onOverflow.mock.calls).toEqual([[10_000]]);
    const flags = new Map(counts.take()?.flags);
    expect(flags.size).toBe(10_000);
    expect(flags.get('x0')).toEqual(counted(0, 2));
    expect(flags.get('one more')).toBeUndefined();
  });

  test('are counted again after a report, by the counter of before too', () => {
    const counts = createCounts();
    for (let name = 0; name < 10_000; name += 1) counts.counterOfUnknown(`x${name}`).count(false);
    const late = counts.counterOfUnknown('one more');
    late.count(false);
    counts.take();
    late.count(false);
    counts.counterOfUnknown('one more').count(false);
    expect(counts.take()?.flags).toEqual([['one more', counted(0, 2)]]);
  });

  test('keep one counter through all reports, and its counts where a report failed', () => {
    const counts = createCounts();
    const counter = counts.counterOfUnknown('a');
    expect(counts.take()).toBeUndefined();
    for (let round = 0; round < 3; round += 1) {
      counter.count(false);
      counter.countVariant('disabled');
      const taken = counts.take();
      expect(taken?.flags).toEqual([['a', counted(0, 1, { disabled: 1 })]]);
    }
    counter.count(false);
    const undelivered = counts.take();
    counter.count(true);
    if (undelivered !== undefined) counts.putBack(undelivered);
    expect(counts.take()?.flags).toEqual([['a', counted(1, 1)]]);
  });

  test('stay within the bound however often reports fail', () => {
    const counts = createCounts();
    for (let round = 0; round < 5; round += 1) {
      for (let name = 0; name < 10_000; name += 1) counts.counterOfUnknown(`${round}-${name}`).count(false);
      const taken = counts.take();
      expect(taken?.flags.length).toBe(10_000);
      for (let name = 0; name < 6000; name += 1) counts.counterOfUnknown(`${round}+${name}`).count(false);
      if (taken !== undefined) counts.putBack(taken);
    }
    expect(counts.take()?.flags.length).toBe(10_000);
  });

  test('do not cost the counts of flags when they overflow', () => {
    const counts = createCounts();
    counts.counterOf('a').count(true);
    const taken = counts.take();
    for (let name = 0; name < 10_001; name += 1) counts.counterOfUnknown(`x${name}`).count(false);
    if (taken !== undefined) counts.putBack(taken);
    expect(counts.take()?.flags).toContainEqual(['a', counted(1, 0)]);
  });

  test('are not counted when they are longer than 500 characters, unlike the names of flags', () => {
    const counts = createCounts();
    for (const length of [500, 501]) counts.counterOfUnknown('x'.repeat(length)).count(false);
    counts.counterOf('x'.repeat(1_000_000)).count(true);
    expect(counts.take()?.flags).toEqual([
      ['x'.repeat(500), counted(0, 1)],
      ['x'.repeat(1_000_000), counted(1, 0)],
    ]);
  });

  test('have ten variants at most', () => {
    const counts = createCounts();
    for (let variant = 0; variant < 50; variant += 1)
      counts.counterOfUnknown('x').countVariant(`v${variant}`);
    expect(counts.take()?.flags[0]?.[1].variants.size).toBe(10);
  });
});
