import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyReport } from './any-report.testing';
import { printReport } from './print-report';
import { bytesOf, type Piece, splitReport, toReport } from './split-report';
import { counted, IDENTITY, sumImpact, sumUsage } from './sum-reports.testing';
import { wholePiece } from './whole-piece.testing';

const print = (piece: Piece) => printReport(IDENTITY, piece);
const headBytes = Buffer.byteLength(print(wholePiece({ impact: [] }))) + 200;
const sizeOf = (piece: Piece) => Buffer.byteLength(print(piece));
const usageOf = (flags: Iterable<readonly [string, ReturnType<typeof counted>]>) => ({
  start: 0,
  stop: 1,
  flags: [...flags],
});

/** Whether a piece holds nothing that could travel apart. */
const isAtom = ({ flags, impact }: Piece) => {
  const parts = [
    ...flags.map(([, { variants }]) => variants.size || 1),
    ...impact.map(({ samples }) => samples.length || 1),
  ];
  return parts.reduce((sum, part) => sum + part, 0) <= 1;
};

describe('any report', () => {
  test('is split into pieces of at most the bytes that are asked for, but for what cannot be split', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 1, max: 5000 }), (report, maxBytes) => {
        for (const piece of splitReport(report, maxBytes)) {
          if (!isAtom(piece)) expect(sizeOf(piece)).toBeLessThanOrEqual(maxBytes + headBytes);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('keeps every count when it is split', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 1, max: 5000 }), (report, maxBytes) => {
        const pieces = [...splitReport(report, maxBytes)];
        expect(sumUsage(pieces.map(print))).toEqual(new Map(report.usage?.flags));
        expect(sumImpact(pieces.map(print))).toEqual(
          sumImpact([print(wholePiece({ impact: report.impact }))]),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is never larger than it is said to be', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const piece = wholePiece(report);
        expect(sizeOf(piece)).toBeLessThanOrEqual(bytesOf(piece) + headBytes);
      }),
    );
  });
});

test('a report that fits stays whole', () => {
  const usage = usageOf([
    ['a', counted(1, 0)],
    ['b', counted(0, 1)],
  ]);
  const metric = { name: 'm', help: 'h', type: 'gauge', samples: [] } as const;
  expect([...splitReport({ usage, impact: [metric] }, 1000)].map(toReport)).toEqual([
    { usage, impact: [metric] },
  ]);
});

test('an empty report has no pieces', () => {
  expect([...splitReport({ impact: [] }, 1000)]).toEqual([]);
});

test('ten thousand flags need few pieces', () => {
  const flags = Array.from(
    { length: 10_000 },
    (_, n) => [`team/area-${n}.flag name`, counted(n, n)] as const,
  );
  const pieces = [...splitReport({ usage: usageOf(flags), impact: [] }, 94_000)];
  expect(pieces.length).toBeLessThanOrEqual(14);
  expect(Math.max(...pieces.map(sizeOf))).toBeLessThanOrEqual(95_000);
});

test('a flag that is too large alone is spread by its variants, and counted on and off once', () => {
  const variants = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`variant-${n}`, n + 1]));
  const usage = usageOf([['a', counted(5, 7, variants)]]);
  const pieces = [...splitReport({ usage, impact: [] }, 300)];
  expect(pieces.length).toBeGreaterThan(5);
  expect(sumUsage(pieces.map(print))).toEqual(new Map(usage.flags));
  expect(Math.max(...pieces.map(sizeOf))).toBeLessThanOrEqual(300 + headBytes);
});

test('a metric that is too large alone is spread by its samples', () => {
  const samples = Array.from({ length: 100 }, (_, n) => ({ labels: { shop: `shop-${n}` }, value: n + 1 }));
  const impact = [{ name: 'sales', help: 'Sales', type: 'counter', samples }] as const;
  const pieces = [...splitReport({ impact }, 500)];
  expect(pieces.length).toBeGreaterThan(5);
  expect(sumImpact(pieces.map(print))).toEqual(sumImpact([print(wholePiece({ impact }))]));
});

test('a name of a megabyte travels alone', () => {
  const usage = usageOf([
    ['a', counted(1, 0)],
    ['x'.repeat(1_000_000), counted(1, 0)],
    ['b', counted(1, 0)],
  ]);
  const pieces = [...splitReport({ usage, impact: [] }, 94_000)];
  expect(pieces.map((piece) => piece.flags.length)).toEqual([1, 1, 1]);
});
