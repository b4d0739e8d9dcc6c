import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toText } from './to-text';

test('rule 9: a date of another realm reads as ISO 8601 as well', () => {
  expect(toText(runInNewContext('new Date(0)'))).toBe('1970-01-01T00:00:00.000Z');
});

test('rule 9: a plain object of another realm is a plain object', () => {
  expect(toText(runInNewContext('({})'))).toEqual({ fault: 'an object' });
  expect(toText(runInNewContext('[1]'))).toEqual({ fault: 'a list' });
});

test('rule 9: a date that is none is missing, like NaN', () => {
  expect(toText(new Date(Number.NaN))).toBeUndefined();
});

test('rule 9: a UUID object prints itself', () => {
  class Uuid {
    toString(): string {
      return 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
    }
  }
  expect(toText(new Uuid())).toBe('f47ac10b-58cc-4372-a567-0e02b2c3d479');
});

test('rule 9: a function has no text, although it could print its source', () => {
  expect(toText(() => 'x')).toEqual({ fault: 'a function' });
});

test('rule 9: minus zero is the id 0', () => {
  expect(toText(-0)).toBe('0');
});

test.each([
  ['', ''],
  ['text', 'text'],
  [1.5, '1.5'],
  [true, 'true'],
  [7n, '7'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [null, undefined],
  [undefined, undefined],
  [Number.NaN, undefined],
])('rule 9: %o reads as %o', (value, text) => {
  expect(toText(value)).toBe(text);
});

test.each([
  [{}, 'an object'],
  [Object.create(null), 'an object'],
  [{ toString: 'text' }, 'an object'],
  [{ toString: () => 7 }, 'an object'],
  [{ toString: () => undefined }, 'an object'],
  [new Map(), 'an object'],
  [[], 'a list'],
  [Symbol('text'), 'a symbol'],
])('rule 9: %o has no text, and is called what it is', (value, fault) => {
  expect(toText(value)).toEqual({ fault });
});
