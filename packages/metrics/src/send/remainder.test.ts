import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyReport } from './any-report.testing';
import { printReport } from './print-report';
import { createRemainder } from './remainder';
import { splitReport, toReport } from './split-report';
import { counted, IDENTITY, sumUsage } from './sum-reports.testing';
import type { UsageReport } from './usage-exporter';
import { wholePiece } from './whole-piece.testing';

const print = (report: UsageReport) => printReport(IDENTITY, wholePiece(report));
const samplesOf = (reports: readonly UsageReport[]) =>
  reports.flatMap(({ impact }) =>
    impact.flatMap(({ name, samples }) => samples.map((sample) => [name, sample])),
  );

test('what was settled and what is left are the report', () => {
  fc.assert(
    fc.property(
      anyReport,
      fc.integer({ min: 1, max: 2000 }),
      fc.nat({ max: 20 }),
      (report, maxBytes, settled) => {
        const remainder = createRemainder(report);
        const pieces = [...splitReport(report, maxBytes)].slice(0, settled);
        for (const piece of pieces) remainder.settle(piece);
        const all = [...pieces.map(toReport), remainder.left()];
        // Flags that were counted zero times, and metrics without samples, hold nothing that could be lost.
        const flags = [...(report.usage?.flags ?? [])].filter(
          ([, { yes, no, variants }]) => yes + no + variants.size > 0,
        );
        expect(withoutEmpty(sumUsage(all.map(print)))).toEqual(new Map(flags));
        expect(new Set(samplesOf(all).map(([, sample]) => sample))).toEqual(
          new Set(samplesOf([report]).map(([, sample]) => sample)),
        );
        expect(samplesOf(all)).toHaveLength(samplesOf([report]).length);
      },
    ),
    { numRuns: 500 },
  );
});
const withoutEmpty = (flags: ReturnType<typeof sumUsage>) =>
  new Map([...flags].filter(([, { yes, no, variants }]) => yes + no + variants.size > 0));

test('nothing is left when all is settled', () => {
  const usage = { start: 0, stop: 1, flags: [['a', counted(1, 2, { blue: 3, green: 4 })]] } as const;
  const samples = [{ labels: {}, value: 1 }];
  const report: UsageReport = { usage, impact: [{ name: 'm', help: 'h', type: 'gauge', samples }] };
  const remainder = createRemainder(report);
  expect(remainder.left()).toBe(report);
  for (const piece of splitReport(report, 1)) remainder.settle(piece);
  expect(remainder.left()).toEqual({ usage: undefined, impact: [] });
});
