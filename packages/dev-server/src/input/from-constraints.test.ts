import { describe, expect, test } from 'vitest';
import type { Conversion } from './conversion';
import { fromConstraints } from './from-constraints';
import { noOrigin } from './origin';

const conversion: Conversion = { form: 'shorthand', origin: noOrigin, segmentId: () => undefined };
const convert = (input: unknown) => fromConstraints(input, ['constraints'], conversion);

describe('constraints by field', () => {
  test('reads a list, and a single value, as IN', () => {
    const plain = { operator: 'IN', inverted: false, caseInsensitive: false };
    expect(convert({ country: ['SE', 'NO'], plan: 'pro', level: 3 })).toEqual([
      { contextName: 'country', values: ['SE', 'NO'], ...plain },
      { contextName: 'plan', values: ['pro'], ...plain },
      { contextName: 'level', values: ['3'], ...plain },
    ]);
  });

  test('reads every operator of a map as a constraint of its own', () => {
    expect(convert({ age: { NUM_GTE: 18, NUM_LT: 65.5 } })).toMatchObject([
      { contextName: 'age', operator: 'NUM_GTE', value: '18', values: [] },
      { contextName: 'age', operator: 'NUM_LT', value: '65.5', values: [] },
    ]);
  });

  test('takes one operand for a list operator, and the switches beside it', () => {
    const [constraint] = convert({
      email: { STR_ENDS_WITH: '@x.org', inverted: true, caseInsensitive: true },
    });
    expect(constraint).toEqual({
      contextName: 'email',
      operator: 'STR_ENDS_WITH',
      values: ['@x.org'],
      inverted: true,
      caseInsensitive: true,
    });
  });

  test('takes fields of any name', () => {
    const fields = JSON.parse('{ "__proto__": "a", "constructor": "b" }');
    expect(convert(fields).map(({ contextName }) => contextName)).toEqual(['__proto__', 'constructor']);
  });

  test.each([
    [
      { age: { NUM_GTA: 3 } },
      /^constraints\.age\.NUM_GTA: expected one of the operators IN, .*, got "NUM_GTA"$/,
    ],
    [{ age: { inverted: true } }, /^constraints\.age: expected an operator .* got nothing$/],
    [
      { age: { NUM_GT: [1, 2] } },
      /^constraints\.age\.NUM_GT: expected a text, a number, true or false, got a list$/,
    ],
    [
      { age: { NUM_GT: 1, inverted: 'no' } },
      /^constraints\.age\.inverted: expected true or false, got "no"$/,
    ],
    [{ age: null }, /^constraints\.age: expected a text, a number, true or false, got nothing$/],
    [
      'age > 3',
      /^constraints: expected a map of field to condition, or a list of constraints, got "age > 3"$/,
    ],
  ])('refuses %j', (input, message) => {
    expect(() => convert(input)).toThrow(message);
  });
});

test('makes texts of the operands of constraints in wire form and keeps the rest', () => {
  const wire = [
    { contextName: 'level', operator: 'IN', values: [1, true, 'x'], inverted: false, added: 'later' },
    { contextName: 'age', operator: 'NUM_GT', value: 18 },
  ];
  expect(convert(wire)).toEqual([
    { contextName: 'level', operator: 'IN', values: ['1', 'true', 'x'], inverted: false, added: 'later' },
    { contextName: 'age', operator: 'NUM_GT', value: '18' },
  ]);
});
