import { expect, test } from 'vitest';
import { show } from './show';

const circular: { self?: object } = {};
circular.self = circular;

test.each<[given: unknown, shown: string]>([
  ['a "text"\n', '"a \\"text\\"\\n"'],
  ['x'.repeat(61), `"${'x'.repeat(60)}"… (61 characters)`],
  [undefined, 'undefined'],
  [null, 'null'],
  [7n, '7'],
  [Symbol('s'), 'Symbol(s)'],
  [() => 1, 'a function'],
  [Promise.resolve(), 'a promise'],
  [{ a: [1] }, '{"a":[1]}'],
  [{ text: 'x'.repeat(100) }, `{"text":"${'x'.repeat(51)}…`],
  [circular, 'an object'],
  [{ big: 1n }, 'an object'],
  [{ toJSON: () => undefined }, 'an object'],
])('shows %o', (given, shown) => {
  expect(show(given)).toBe(shown);
});
