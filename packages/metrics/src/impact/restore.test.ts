import { expect, test, vi } from 'vitest';
import { createImpactRegistry } from './impact-metrics';

const create = () => createImpactRegistry({ onWarn: () => undefined });
const samplesOf = (impact: ReturnType<typeof create>) => impact.collect().map(({ samples }) => samples);

test('adds to what a counter got meanwhile', () => {
  const impact = create();
  impact.defineCounter('c', 'h');
  impact.incrementCounter('c', 2, { plan: 'pro' });
  const collected = impact.collect();
  impact.incrementCounter('c', 3, { plan: 'pro' });
  impact.incrementCounter('c', 1);
  impact.restore(collected);
  expect(samplesOf(impact)).toEqual([
    [
      { labels: { plan: 'pro' }, value: 5 },
      { labels: {}, value: 1 },
    ],
  ]);
});

test('keeps the newer value of a gauge, and brings back one that was not set since', () => {
  const impact = create();
  impact.defineGauge('g', 'h');
  impact.updateGauge('g', 1, { shop: 'a' });
  impact.updateGauge('g', 2, { shop: 'b' });
  const collected = impact.collect();
  impact.updateGauge('g', 9, { shop: 'a' });
  impact.restore(collected);
  expect(samplesOf(impact)).toEqual([
    [
      { labels: { shop: 'a' }, value: 9 },
      { labels: { shop: 'b' }, value: 2 },
    ],
  ]);
});

test('lets a gauge that was brought back be set again', () => {
  const impact = create();
  impact.defineGauge('g', 'h');
  impact.updateGauge('g', 1);
  impact.restore(impact.collect());
  impact.updateGauge('g', 2);
  expect(samplesOf(impact)).toEqual([[{ labels: {}, value: 2 }]]);
  expect(samplesOf(impact)).toEqual([[]]);
});

test('adds up the buckets of a histogram', () => {
  const impact = create();
  impact.defineHistogram('h', 'h', [0.1, 1]);
  for (const value of [0.05, 0.5]) impact.observeHistogram('h', value);
  const collected = impact.collect();
  for (const value of [0.5, 2]) impact.observeHistogram('h', value);
  impact.restore(collected);
  expect(samplesOf(impact)).toEqual([
    [
      {
        labels: {},
        count: 4,
        sum: 3.05,
        buckets: [
          { le: 0.1, count: 1 },
          { le: 1, count: 3 },
          { le: '+Inf', count: 4 },
        ],
      },
    ],
  ]);
});

test('makes no samples of zeros that stand for nothing', () => {
  const impact = create();
  impact.defineCounter('c', 'h');
  impact.defineHistogram('h', 'h', [1]);
  const zeros = impact.collect();
  impact.incrementCounter('c', 1, { plan: 'pro' });
  impact.observeHistogram('h', 1, { plan: 'pro' });
  impact.restore(zeros);
  expect(impact.collect()).toMatchObject([
    { samples: [{ labels: { plan: 'pro' }, value: 1 }] },
    { samples: [{ labels: { plan: 'pro' }, count: 1 }] },
  ]);
});

test('is the same as never having been collected, however often it happens', () => {
  const [often, never] = [create(), create()];
  for (const impact of [often, never]) {
    impact.defineCounter('c', 'h');
    impact.defineGauge('g', 'h');
    impact.defineHistogram('h', 'h', [2, 4]);
  }
  for (let step = 1; step <= 10; step += 1) {
    for (const impact of [often, never]) {
      impact.incrementCounter('c', step, { step: String(step % 3) });
      impact.updateGauge('g', step, { step: String(step % 3) });
      impact.observeHistogram('h', step, { step: String(step % 3) });
    }
    often.restore(often.collect());
  }
  expect(often.collect()).toEqual(never.collect());
});

test('repopulates a registry that does not know the metrics', () => {
  const impact = create();
  impact.defineCounter('c', 'a counter');
  impact.defineGauge('g', 'a gauge');
  impact.defineHistogram('h', 'a histogram', [0.1, 1]);
  impact.incrementCounter('c', 2);
  impact.updateGauge('g', 3);
  impact.observeHistogram('h', 0.5);
  const collected = impact.collect();
  const other = create();
  other.restore(JSON.parse(JSON.stringify(collected)));
  expect(other.collect()).toEqual(collected);
});

test('leaves a metric alone that is of another type here', () => {
  const [impact, other] = [create(), createImpactRegistry({ onWarn: vi.fn() })];
  impact.defineCounter('m', 'h');
  impact.incrementCounter('m');
  other.defineGauge('m', 'h');
  other.restore(impact.collect());
  expect(other.collect()).toEqual([{ name: 'm', help: 'h', type: 'gauge', samples: [] }]);
});

test('does nothing for samples of another type', () => {
  const impact = create();
  impact.defineCounter('a', 'h');
  impact.defineGauge('b', 'h');
  impact.defineHistogram('c', 'h', [1]);
  impact.incrementCounter('a', 1);
  impact.updateGauge('b', 2);
  impact.observeHistogram('c', 3);
  const collected = impact.collect();
  const empty = create();
  empty.defineHistogram('a', 'h', [1]);
  empty.defineCounter('b', 'h');
  empty.defineGauge('c', 'h');
  const before = samplesOf(empty);
  empty.restore(collected);
  expect(samplesOf(empty)).toEqual(before);
});

test('of a histogram with other bounds leaves out buckets that are unknown', () => {
  const [old, now] = [create(), create()];
  old.defineHistogram('h', 'h', [1, 5]);
  now.defineHistogram('h', 'h', [1, 10]);
  old.observeHistogram('h', 0.5);
  now.restore(old.collect());
  expect(samplesOf(now)[0]).toMatchObject([
    {
      count: 1,
      buckets: [
        { le: 1, count: 1 },
        { le: 10, count: 0 },
        { le: '+Inf', count: 1 },
      ],
    },
  ]);
});
