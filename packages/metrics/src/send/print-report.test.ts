import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyName, anyReport } from './any-report.testing';
import { printReport } from './print-report';
import { counted, IDENTITY, sumUsage } from './sum-reports.testing';
import { wholePiece } from './whole-piece.testing';

const usage = { start: 0, stop: 60_000, flags: [['a', counted(1, 2, { blue: 3 })]] } as const;

test('prints what the protocol asks for', () => {
  expect(JSON.parse(printReport(IDENTITY, wholePiece({ usage, impact: [] })))).toEqual({
    ...IDENTITY,
    yggdrasilVersion: null,
    bucket: {
      start: '1970-01-01T00:00:00.000Z',
      stop: '1970-01-01T00:01:00.000Z',
      toggles: { a: { yes: 1, no: 2, variants: { blue: 3 } } },
    },
  });
});

test('prints no bucket where only impact metrics travel', () => {
  const metric = { name: 'm', help: 'h', type: 'counter', samples: [{ labels: {}, value: 1 }] } as const;
  for (const report of [{ impact: [metric] }, { usage: { ...usage, flags: [] }, impact: [metric] }]) {
    expect(JSON.parse(printReport(IDENTITY, wholePiece(report)))).toEqual({
      ...IDENTITY,
      yggdrasilVersion: null,
      bucket: null,
      impactMetrics: [metric],
    });
  }
});

test('prints flags, variants and identities of any name so that they read the same again', () => {
  fc.assert(
    fc.property(anyReport, anyName, (report, appName) => {
      const body = printReport({ ...IDENTITY, appName }, wholePiece(report));
      // What arrives are bytes, and a half surrogate has none of its own: it must travel escaped.
      const arrived = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body));
      const parsed = JSON.parse(arrived);
      expect(parsed.appName).toBe(appName);
      expect(parsed.impactMetrics ?? []).toEqual(JSON.parse(JSON.stringify(report.impact)));
      expect(sumUsage([arrived])).toEqual(new Map(report.usage?.flags));
    }),
    { numRuns: 300 },
  );
});
