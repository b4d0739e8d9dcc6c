import { expect, test } from 'vitest';
import { counted } from '../send/sum-reports.testing';
import { addUsage } from './add-usage';

test('sums times on and off and variants, and changes neither summand', () => {
  const [a, b] = [counted(1, 2, { blue: 3 }), counted(10, 20, { blue: 30, green: 40 })];
  const flags = new Map([['x', a]]);
  addUsage(flags, 'x', b);
  addUsage(flags, 'y', b);
  expect(flags).toEqual(
    new Map([
      ['x', counted(11, 22, { blue: 33, green: 40 })],
      ['y', b],
    ]),
  );
  expect([a, b]).toEqual([counted(1, 2, { blue: 3 }), counted(10, 20, { blue: 30, green: 40 })]);
});
