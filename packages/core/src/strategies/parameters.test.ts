import { expect, test } from 'vitest';
import { commaList, parameter, percentage } from './parameters';

const strategyWith = (value: unknown) => ({ name: 'any', parameters: { it: value } }) as never;

test.each([
  ['text', 'text'],
  ['', ''],
  [7, '7'],
  [false, 'false'],
  [null, undefined],
  [undefined, undefined],
])('a parameter that is %o reads as %o', (value, text) => {
  expect(parameter(strategyWith(value), 'it')).toBe(text);
});

test.each([
  ['0', 0],
  ['0.5', 0.5],
  ['100', 100],
  [50, 50],
  ['-0.5', undefined],
  ['100.1', undefined],
  ['', undefined],
  [null, undefined],
])('rule 23: %o is the percentage %o', (value, share) => {
  expect(percentage(strategyWith(value), 'it')).toBe(share);
});

test.each([
  ['a, b ,,c', ['a', 'b', 'c']],
  [7, ['7']],
  [' , ', []],
  ['', []],
  [null, []],
])('rule 31: %o is the list %o', (value, items) => {
  expect(commaList(strategyWith(value), 'it')).toEqual(items);
});

test('a strategy without parameters has none of them', () => {
  for (const parameters of [undefined, null, {}]) {
    const definition = { name: 'any', parameters };
    expect([parameter(definition, 'it'), percentage(definition, 'it'), commaList(definition, 'it')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  }
});
