import { expect, test } from 'vitest';
import { isTooDense } from './is-too-dense';

const MEGABYTE = 1024 * 1024;
const fill = (unit: string, megabytes: number) =>
  `{"features":[${unit.repeat(Math.ceil((megabytes * MEGABYTE) / unit.length))}null]}`;

test.each(['{},', '[],', '0,', '[[[],{}]],', '{"name":"a","enabled":true},'])(
  'fifty megabytes of %s are too dense, however they arrive',
  (unit) => {
    const text = fill(unit, 50);
    expect(isTooDense(text, 100_000)).toBe(true);
    expect(isTooDense({ events: text }, 100_000)).toBe(true);
    expect(isTooDense({ log: ['{"events":[]}', text] }, 100_000)).toBe(true);
  },
);

test('dense flags at one end of a long text are found too', () => {
  expect(isTooDense(fill('{},', 5).padEnd(50 * MEGABYTE), 100_000)).toBe(true);
  expect(isTooDense(`{"note":"${' '.repeat(40 * MEGABYTE)}",${fill('{},', 5).slice(1)}`, 100_000)).toBe(true);
});

test('as many flags as are allowed are not, with all that flags have', () => {
  const constraint = { contextName: 'plan', operator: 'IN', values: ['gold', 'silver'], inverted: false };
  const strategy = { name: 'flexibleRollout', parameters: { rollout: '50' }, constraints: [constraint] };
  const flag = { name: 'flag', enabled: true, strategies: [strategy, strategy], variants: [] };
  const list = Array.from({ length: 100_000 }, () => flag);
  const text = JSON.stringify({ features: list });
  expect(isTooDense(text, 100_000)).toBe(false);
  expect(isTooDense(text, 10_000)).toBe(false);
  expect(isTooDense(`[${text},${text}]`, 100_000)).toBe(true);
  expect(isTooDense(`[${text},${text}]`, 200_000)).toBe(false);
});

test('a short text, and what has been parsed, is not looked at', () => {
  expect(isTooDense(fill('{},', 0.9), 1)).toBe(false);
  expect(isTooDense({ text: fill('{},', 50), body: {} }, 1)).toBe(false);
});
