import { expect, test } from 'vitest';
import type { Conversion } from './conversion';
import { fromVariants } from './from-variants';
import { noOrigin } from './origin';

const conversion: Conversion = { form: 'shorthand', origin: noOrigin, segmentId: () => undefined };
const convert = (input: unknown) => fromVariants(input, 'sessionId', ['variants'], conversion);

test('reads weights by name', () => {
  expect(convert({ blue: 70, green: 30 })).toEqual([
    { name: 'blue', weight: 70, weightType: 'variable', stickiness: 'sessionId' },
    { name: 'green', weight: 30, weightType: 'variable', stickiness: 'sessionId' },
  ]);
});

test('lets a list of names share equally', () => {
  expect(convert(['a', 'b'])).toMatchObject([
    { name: 'a', weight: 1 },
    { name: 'b', weight: 1 },
  ]);
});

test.each([
  ['hello', { type: 'string', value: 'hello' }],
  [7, { type: 'number', value: '7' }],
  [{ boost: 1.5 }, { type: 'json', value: '{"boost":1.5}' }],
  [['a', 'b'], { type: 'json', value: '["a","b"]' }],
  [
    { type: 'csv', value: 'a,b' },
    { type: 'csv', value: 'a,b' },
  ],
  [
    { type: 'number', value: 3 },
    { type: 'number', value: '3' },
  ],
  [
    { type: 'json', value: { a: 1 } },
    { type: 'json', value: '{"a":1}' },
  ],
])('sends the payload %j as %j', (payload, sent) => {
  expect(convert({ one: { payload } })).toMatchObject([{ weight: 1, payload: sent }]);
});

test('makes texts of the values of overrides', () => {
  const overrides = [{ contextName: 'userId', values: [7, 'ada'] }];
  expect(convert({ one: { overrides } })).toMatchObject([
    { overrides: [{ contextName: 'userId', values: ['7', 'ada'] }] },
  ]);
});

test('keeps variants in wire form as they are', () => {
  const wire = [{ name: 'one', weight: 1000, weightType: 'fix', extra: true }];
  expect(convert(wire)).toEqual(wire);
});

test.each([
  [{ one: 'many' }, 'variants.one: expected a weight or a map, got "many"'],
  [{ one: { wieght: 3 } }, /^variants\.one\.wieght: unknown key; the keys known here are weight, /],
  [5, 'variants: expected a map of name to weight, or a list of variants, got 5'],
  [[3], 'variants[0]: expected a name or a variant, got 3'],
])('refuses %j', (input, message) => {
  expect(() => convert(input)).toThrow(message);
});
