import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyImpact, anyName, anyUsage } from './any-report.testing';
import { printReport } from './print-report';
import { counted, IDENTITY, sumUsage } from './sum-reports.testing';

const usage = { start: 0, stop: 60_000, flags: new Map([['a', counted(1, 2, { blue: 3 })]]) };

test('prints what the protocol asks for', () => {
  expect(JSON.parse(printReport(IDENTITY, usage, []))).toEqual({
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
  expect(JSON.parse(printReport(IDENTITY, undefined, [metric]))).toEqual({
    ...IDENTITY,
    yggdrasilVersion: null,
    bucket: null,
    impactMetrics: [metric],
  });
});

test('prints flags, variants and identities of any name so that they read the same again', () => {
  fc.assert(
    fc.property(anyUsage, anyImpact, anyName, (usage, impact, appName) => {
      const body = printReport({ ...IDENTITY, appName }, usage, impact);
      // What arrives are bytes, and a half surrogate has none of its own: it must travel escaped.
      const arrived = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body));
      const parsed = JSON.parse(arrived);
      expect(parsed.appName).toBe(appName);
      expect(parsed.impactMetrics ?? []).toEqual(JSON.parse(JSON.stringify(impact)));
      expect(sumUsage([arrived])).toEqual(usage.flags);
    }),
    { numRuns: 300 },
  );
});
