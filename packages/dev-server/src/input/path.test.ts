import { expect, test } from 'vitest';
import { formatPath, parsePath } from './path';

test('prints a path the way JavaScript would reach it', () => {
  expect(formatPath(['flags', 'new-checkout', 'strategies', 0, 'my key'])).toBe(
    'flags.new-checkout.strategies[0]["my key"]',
  );
});

test('shortens a name that is too long for a message', () => {
  expect(formatPath(['flags', 'x'.repeat(1000)]).length).toBeLessThan(120);
});

test.each([
  [['features', 3, 'strategies', 0, 'constraints']],
  [['features', 'a "b" [c].d', 'strategies']],
  [['features', '__proto__']],
  [['features', '']],
])('reads back what it has printed: %j', (path) => {
  expect(parsePath(formatPath(path))).toEqual(path);
});
