import { expect, test } from 'vitest';
import { QUESTIONS } from '../evaluation/questions';
import type { EvaluationResult } from '../evaluation/run-evaluation';
import { atMost, createRow } from '../loading/loading-row';
import { drawChart } from './draw-chart';
import { formatEvaluation } from './evaluation-table';
import { formatLoading } from './loading-table';

const result: EvaluationResult = {
  node: '24.0.0',
  contestants: ['ours', 'floor', 'official', 'configcat'],
  rows: QUESTIONS.map(({ title }, index) => ({
    title,
    costs: { ours: 20, floor: 10, official: 400, ...(index > 0 && { configcat: 250 }) },
  })),
  growth: { list: 1.01, segment: 0.98 },
};

test('the table says what was reached and what was not, and of what', () => {
  const lines = formatEvaluation(result).split('\n');
  expect(lines[0]).toContain('Node 24.0.0');
  expect(lines.find((line) => line.startsWith('missing flag'))).toMatch(
    /20 ns +0\.5 × +20 × +– +4 ×, 1 × +yes$/,
  );
  expect(lines.find((line) => line.startsWith('one parent'))).toMatch(/15 ×, 15 × +no: fastest 13 ×$/);
  expect(lines.at(-1)).toContain('1.01, in a segment 0.98');
});

test('the table of loading tells ratios and figures of ours alone', () => {
  const table = formatLoading([
    createRow({ name: 'cheap', must: atMost(1), unit: 'ms', ours: [1, 2, 3], theirs: [4] }),
    createRow({ name: 'dear', must: atMost(1, ' ms'), unit: 'ms', ours: [2] }),
  ]);
  expect(table).toMatch(/cheap +2 ms +4 ms +0\.5 +≤ 1 +yes/);
  expect(table).toMatch(/dear +2 ms +– +– +≤ 1 ms +no/);
});

test('the chart is a file that stands alone, with every bar, its Node.js and its date', () => {
  const chart = drawChart(result, '2026-11-24');
  expect(chart).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(chart).toMatch(/<title>[^<]*Node 24\.0\.0, 2026-11-24<\/title>/);
  for (const { title } of QUESTIONS) expect(chart).toContain(title);
  expect(chart.match(/<rect /g)).toHaveLength(4 * QUESTIONS.length - 1);
});
