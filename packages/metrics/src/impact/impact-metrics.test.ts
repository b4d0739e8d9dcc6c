import { describe, expect, test, vi } from 'vitest';
import { createImpactRegistry } from './impact-metrics';

const setUp = () => {
  const onWarn = vi.fn<(message: string) => void>();
  return { onWarn, impact: createImpactRegistry({ onWarn }) };
};
const collectOne = (impact: ReturnType<typeof setUp>['impact']) => impact.collect()[0];

test('nothing is collected when nothing was ever defined', () => {
  expect(setUp().impact.collect()).toEqual([]);
});

describe('a name', () => {
  test('that is defined again keeps its first definition and its values', () => {
    const { impact, onWarn } = setUp();
    impact.defineCounter('a', 'first');
    impact.incrementCounter('a');
    impact.defineCounter('a', 'second');
    expect(impact.collect()).toEqual([
      { name: 'a', help: 'first', type: 'counter', samples: [{ labels: {}, value: 1 }] },
    ]);
    expect(onWarn).not.toHaveBeenCalled();
  });

  test('that is defined as something else stays what it is, with a warning', () => {
    const { impact, onWarn } = setUp();
    impact.defineCounter('a', 'a counter');
    impact.defineGauge('a', 'a gauge');
    impact.defineHistogram('a', 'a histogram');
    expect(impact.collect()).toMatchObject([{ type: 'counter', help: 'a counter' }]);
    expect(onWarn.mock.calls).toEqual([
      ['impact metric "a": it is a counter already, no gauge'],
      ['impact metric "a": it is a counter already, no histogram'],
    ]);
  });

  test('that is not defined, or of another type, has no effect but a warning', () => {
    const { impact, onWarn } = setUp();
    impact.defineGauge('g', 'a gauge');
    impact.incrementCounter('g');
    impact.updateGauge('nothing', 1);
    impact.observeHistogram('g', 1);
    expect(impact.collect()).toEqual([{ name: 'g', help: 'a gauge', type: 'gauge', samples: [] }]);
    expect(onWarn.mock.calls).toEqual([
      ['impact metric "g": there is no counter of that name; define it first'],
      ['impact metric "nothing": there is no gauge of that name; define it first'],
      ['impact metric "g": there is no histogram of that name; define it first'],
    ]);
  });

  test('can be any text', () => {
    const { impact } = setUp();
    for (const name of ['__proto__', 'constructor', '', '"']) {
      impact.defineCounter(name, 'any');
      impact.incrementCounter(name);
    }
    expect(impact.collect().map(({ name }) => name)).toEqual(['__proto__', 'constructor', '', '"']);
  });
});

describe('a counter', () => {
  test('adds 1, or what it is told, for each set of labels', () => {
    const { impact } = setUp();
    impact.defineCounter('c', 'h');
    impact.incrementCounter('c');
    impact.incrementCounter('c', 4);
    impact.incrementCounter('c', 10, { plan: 'pro' });
    expect(collectOne(impact)?.samples).toEqual([
      { labels: {}, value: 5 },
      { labels: { plan: 'pro' }, value: 10 },
    ]);
  });

  test('begins anew with a zero without labels', () => {
    const { impact } = setUp();
    impact.defineCounter('c', 'h');
    impact.incrementCounter('c', 4, { plan: 'pro' });
    impact.collect();
    expect(collectOne(impact)?.samples).toEqual([{ labels: {}, value: 0 }]);
  });

  test('leaves what it handed out as it was', () => {
    const { impact } = setUp();
    impact.defineCounter('c', 'h');
    impact.incrementCounter('c');
    const collected = impact.collect();
    impact.incrementCounter('c');
    expect(collected[0]?.samples).toEqual([{ labels: {}, value: 1 }]);
  });

  test('drops infinite values and NaN silently, negative ones and fractions with a warning', () => {
    const { impact, onWarn } = setUp();
    impact.defineCounter('c', 'h');
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      impact.incrementCounter('c', value);
    }
    expect(onWarn).not.toHaveBeenCalled();
    for (const value of [-1, 0.5]) impact.incrementCounter('c', value);
    expect(collectOne(impact)?.samples).toEqual([{ labels: {}, value: 0 }]);
    expect(onWarn.mock.calls).toEqual([
      ['impact metric "c": a counter takes whole numbers from 0, got -1'],
      ['impact metric "c": a counter takes whole numbers from 0, got 0.5'],
    ]);
  });
});

describe('a gauge', () => {
  test('has the last value of each set of labels, until it is collected', () => {
    const { impact } = setUp();
    impact.defineGauge('g', 'h');
    impact.updateGauge('g', 1.5);
    impact.updateGauge('g', -2.5);
    impact.updateGauge('g', 7, { shop: 'a' });
    const samples = [
      { labels: {}, value: -2.5 },
      { labels: { shop: 'a' }, value: 7 },
    ];
    expect(impact.collect()).toEqual([{ name: 'g', help: 'h', type: 'gauge', samples }]);
    expect(collectOne(impact)?.samples).toEqual([]);
  });

  test('drops infinite values and NaN silently', () => {
    const { impact, onWarn } = setUp();
    impact.defineGauge('g', 'h');
    impact.updateGauge('g', 3);
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      impact.updateGauge('g', value);
    }
    expect(collectOne(impact)?.samples).toEqual([{ labels: {}, value: 3 }]);
    expect(onWarn).not.toHaveBeenCalled();
  });
});

describe('a histogram', () => {
  const bounds = (impact: ReturnType<typeof setUp>['impact']) => {
    const metric = collectOne(impact);
    return metric?.type === 'histogram' ? metric.samples[0]?.buckets.map(({ le }) => le) : undefined;
  };

  test('has the default buckets and +Inf', () => {
    const { impact } = setUp();
    impact.defineHistogram('h', 'h');
    expect(bounds(impact)).toEqual([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, '+Inf']);
  });

  test('whose buckets throw when they are read is not defined, with a warning', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const warnings: string[] = [];
    const impact = createImpactRegistry({ onWarn: (message) => warnings.push(message) });
    impact.defineHistogram('h', 'help', proxy);
    expect(warnings).toEqual(['impact metric "h": its buckets are no list of numbers; it is not defined']);
    expect(impact.collect()).toEqual([]);
  });

  test('sorts its own buckets, drops those given twice or that are no number, and adds +Inf', () => {
    const { impact } = setUp();
    impact.defineHistogram('h', 'h', [5, 1, 5, Number.POSITIVE_INFINITY, Number.NaN, -1]);
    expect(bounds(impact)).toEqual([-1, 1, 5, '+Inf']);
  });

  test('has +Inf alone when it is given no bounds', () => {
    const { impact } = setUp();
    impact.defineHistogram('h', 'h', []);
    impact.observeHistogram('h', 3);
    expect(collectOne(impact)?.samples).toEqual([
      { labels: {}, count: 1, sum: 3, buckets: [{ le: '+Inf', count: 1 }] },
    ]);
  });

  test('counts each observation in every bucket that is not below it', () => {
    const { impact } = setUp();
    impact.defineHistogram('h', 'h', [0.1, 1]);
    for (const value of [0.05, 0.1, 0.25, 2]) impact.observeHistogram('h', value, { path: '/' });
    expect(collectOne(impact)?.samples).toEqual([
      {
        labels: { path: '/' },
        count: 4,
        sum: 2.4,
        buckets: [
          { le: 0.1, count: 2 },
          { le: 1, count: 3 },
          { le: '+Inf', count: 4 },
        ],
      },
    ]);
  });

  test('begins anew with a zero without labels that keeps its buckets', () => {
    const { impact } = setUp();
    impact.defineHistogram('h', 'h', [1]);
    impact.observeHistogram('h', 0.5, { path: '/' });
    impact.collect();
    const buckets = [
      { le: 1, count: 0 },
      { le: '+Inf', count: 0 },
    ];
    expect(collectOne(impact)?.samples).toEqual([{ labels: {}, count: 0, sum: 0, buckets }]);
  });

  test('drops infinite values and NaN silently', () => {
    const { impact, onWarn } = setUp();
    impact.defineHistogram('h', 'h', [1]);
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      impact.observeHistogram('h', value);
    }
    expect(collectOne(impact)?.samples).toMatchObject([{ count: 0, sum: 0 }]);
    expect(onWarn).not.toHaveBeenCalled();
  });
});
