import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure';

const unreadable = new Proxy(
  {},
  {
    get: () => {
      throw new Error('trap');
    },
  },
);

test.each([
  [new Error('no room'), 'no room'],
  [new Error('outer', { cause: new Error('inner') }), 'outer: inner'],
  [new Error('cannot write: disk full', { cause: new Error('disk full') }), 'cannot write: disk full'],
  [new Error('', { cause: new Error('inner') }), 'inner'],
  ['a text', 'a text'],
  [undefined, 'unknown fault'],
  [null, 'unknown fault'],
  [Symbol('x'), 'unknown fault'],
  [unreadable, 'a fault that cannot be read'],
  [new Error('cannot reach redis://app:hunter2@cache:6379'), 'cannot reach redis://***@cache:6379'],
  [new Error('Bearer 0123456789abcdef is refused'), 'Bearer *** is refused'],
])('a cause is told in words, without secrets (%#)', (cause, words) => {
  expect(describeFailure(cause)).toBe(words);
});

test('a cause is told in at most 300 characters', () => {
  expect(describeFailure(new Error('x'.repeat(5000)))).toHaveLength(300);
});
