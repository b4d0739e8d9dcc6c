import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { anyName } from '../send/any-report.testing';
import { createImpactRegistry } from './impact-metrics';
import type { Labels } from './labels';

const setUp = (labels?: () => Labels) => {
  const onWarn = vi.fn<(message: string) => void>();
  const impact = createImpactRegistry({ onWarn, labels });
  impact.defineCounter('c', 'h');
  impact.defineGauge('g', 'h');
  impact.defineHistogram('h', 'h', [1]);
  return { onWarn, impact };
};
const samples = (impact: ReturnType<typeof setUp>['impact']) =>
  impact.collect().map((metric) => metric.samples.map(({ labels }) => labels));

test('labels hold any characters, and different labels never meet', () => {
  const anyLabels = fc
    .array(fc.tuple(anyName, anyName), { maxLength: 3 })
    .map((all) => Object.fromEntries(all));
  fc.assert(
    fc.property(fc.uniqueArray(anyLabels, { selector: (labels) => sorted(labels) }), (all) => {
      const { impact } = setUp();
      for (const labels of all) impact.incrementCounter('c', 1, labels);
      const expected = all.length > 0 ? all : [{}];
      expect(samples(impact)[0]?.map(sorted)).toEqual(expected.map(sorted));
    }),
  );
});
const sorted = (labels: Labels) =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

test('the same labels in another order are the same', () => {
  const { impact } = setUp();
  impact.incrementCounter('c', 1, { a: '1', b: '2' });
  impact.incrementCounter('c', 1, { b: '2', a: '1' });
  expect(impact.collect()[0]?.samples).toEqual([{ labels: { a: '1', b: '2' }, value: 2 }]);
});

test('labels are copied, so that an object can be used again', () => {
  const { impact } = setUp();
  const labels = { a: '1' };
  impact.incrementCounter('c', 1, labels);
  labels.a = '2';
  impact.incrementCounter('c', 1, labels);
  expect(samples(impact)[0]).toEqual([{ a: '1' }, { a: '2' }]);
});

test('labels that are no texts are printed, missing ones left out, unreadable ones a warning', () => {
  const { impact, onWarn } = setUp();
  const odd: Record<string, unknown> = { number: 1, big: 2n, none: undefined, empty: null };
  impact.incrementCounter('c', 1, odd as Labels);
  const hostile = {
    get a(): string {
      throw new Error('not for you');
    },
  };
  impact.updateGauge('g', 1, hostile);
  expect(samples(impact).slice(0, 2)).toEqual([[{ number: '1', big: '2' }], []]);
  expect(onWarn.mock.calls).toEqual([['impact metric "g": its labels could not be read: not for you']]);
});

test('each metric holds two thousand sets of labels, with one warning for those beyond', () => {
  const { impact, onWarn } = setUp();
  const record = (user: number) => {
    impact.incrementCounter('c', 1, { user: String(user) });
    impact.updateGauge('g', user, { user: String(user) });
    impact.observeHistogram('h', user, { user: String(user) });
  };
  for (let user = 0; user < 2010; user += 1) record(user);
  record(0);
  const [counter, gauge, histogram] = impact.collect();
  for (const metric of [counter, gauge, histogram]) expect(metric?.samples).toHaveLength(2000);
  const labels = { user: '0' };
  expect(counter?.samples[0]).toEqual({ labels, value: 2 });
  expect(gauge?.samples[0]).toEqual({ labels, value: 0 });
  expect(histogram?.samples[0]).toMatchObject({ labels, count: 2, sum: 0 });
  expect(onWarn.mock.calls).toEqual(
    ['c', 'g', 'h'].map((name) => [
      `impact metric "${name}": more than 2000 different sets of labels: further ones have no effect`,
    ]),
  );
});

describe('automatic labels', () => {
  const shop = { appName: 'shop', environment: 'production' };

  test('are part of every sample, the zero that stands for nothing apart', () => {
    const { impact } = setUp(() => shop);
    impact.incrementCounter('c', 1, { plan: 'pro' });
    impact.updateGauge('g', 1);
    impact.observeHistogram('h', 1);
    expect(samples(impact)).toEqual([[{ ...shop, plan: 'pro' }], [shop], [shop]]);
    expect(samples(impact)).toEqual([[{}], [], [{}]]);
  });

  test('give way to labels of the same name', () => {
    const { impact } = setUp(() => shop);
    impact.incrementCounter('c', 1, { environment: 'mine' });
    expect(samples(impact)[0]).toEqual([{ appName: 'shop', environment: 'mine' }]);
  });

  test('are asked for when metrics are collected, once', () => {
    const labels = vi.fn(() => shop);
    const { impact } = setUp(labels);
    impact.incrementCounter('c');
    impact.updateGauge('g', 1);
    expect(labels).not.toHaveBeenCalled();
    impact.collect();
    expect(labels).toHaveBeenCalledOnce();
  });

  test('make one sample of what was restored and what was recorded since', () => {
    const { impact } = setUp(() => shop);
    const record = (value: number) => {
      impact.incrementCounter('c', value);
      impact.updateGauge('g', value);
      impact.observeHistogram('h', value);
    };
    record(1);
    const collected = impact.collect();
    record(2);
    impact.restore(collected);
    expect(impact.collect()).toMatchObject([
      { samples: [{ labels: shop, value: 3 }] },
      { samples: [{ labels: shop, value: 2 }] },
      { samples: [{ labels: shop, count: 2, sum: 3, buckets: [{ count: 1 }, { count: 2 }] }] },
    ]);
    expect(impact.collect()).toMatchObject([{ samples: [{ labels: {} }] }, {}, {}]);
  });

  test('stay as they were with what is restored, when they change', () => {
    const labels = vi.fn(() => shop);
    const { impact } = setUp(labels);
    impact.incrementCounter('c');
    impact.restore(impact.collect());
    labels.mockReturnValue({ ...shop, environment: 'test' });
    impact.incrementCounter('c');
    expect(samples(impact)[0]).toEqual([shop, { ...shop, environment: 'test' }]);
  });

  test('are left out, with a warning, when they cannot be had', () => {
    const { impact, onWarn } = setUp(() => {
      throw new Error('no token yet');
    });
    impact.incrementCounter('c', 1, { plan: 'pro' });
    expect(samples(impact)[0]).toEqual([{ plan: 'pro' }]);
    expect(onWarn.mock.calls).toEqual([['impact metrics go without automatic labels: no token yet']]);
  });
});

test('nothing throws, whatever a program in plain JavaScript passes', () => {
  const { impact, onWarn } = setUp();
  const values: unknown[] = [
    undefined,
    null,
    1n,
    Symbol('s'),
    'text',
    {},
    [],
    Number.NaN,
    Object.create(null),
  ];
  for (const a of values) {
    for (const b of values) {
      impact.defineHistogram(a as string, b as string, b as number[]);
      impact.defineCounter(a as string, b as string);
      impact.incrementCounter(a as string, b as number, a as Labels);
      impact.updateGauge('g', a as number, b as Labels);
      impact.observeHistogram('h', 1, b as Labels);
    }
  }
  expect(() => impact.collect()).not.toThrow();
  expect(onWarn).toHaveBeenCalled();
});
