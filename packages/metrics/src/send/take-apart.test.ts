import { expect, test } from 'vitest';
import { toReport } from './split-report';
import { counted } from './sum-reports.testing';
import { takeApart } from './take-apart';
import type { UsageReport } from './usage-exporter';
import { wholePiece } from './whole-piece.testing';

const usageOf = (size: number) => ({
  start: 0,
  stop: 1,
  flags: Array.from({ length: size }, (_, n) => [`flag-${n}`, counted(1, 0)] as const),
});
const metric = { name: 'm', help: 'h', type: 'counter', samples: [{ labels: {}, value: 1 }] } as const;
const takeReportApart = (report: UsageReport, verdict: 'split' | 'drop') =>
  takeApart(wholePiece(report), verdict).map(toReport);

test.each(['split', 'drop'] as const)(
  'usage goes on without impact metrics, which follow (%s)',
  (verdict) => {
    const usage = usageOf(1);
    expect(takeReportApart({ usage, impact: [metric] }, verdict)).toEqual([
      { usage, impact: [] },
      { usage: undefined, impact: [metric] },
    ]);
  },
);

test('what is wrong is dropped', () => {
  expect(takeReportApart({ usage: usageOf(100), impact: [] }, 'drop')).toEqual([]);
  expect(takeReportApart({ impact: [metric] }, 'drop')).toEqual([]);
});

test('what is too large is halved', () => {
  const parts = takeReportApart({ usage: usageOf(100), impact: [] }, 'split');
  const sizes = parts.map(({ usage }) => usage?.flags.length ?? 0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
});

test('what cannot be split, or is below a kilobyte and yet too large, is dropped', () => {
  const large = { ...usageOf(0), flags: [['x'.repeat(10_000), counted(1, 0)] as const] };
  expect(takeReportApart({ usage: large, impact: [] }, 'split')).toEqual([]);
  expect(takeReportApart({ usage: usageOf(5), impact: [] }, 'split')).toEqual([]);
});
