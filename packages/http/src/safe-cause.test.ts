import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { safeCause } from './safe-cause';

test('copies an error and its causes without their secrets, and leaves the original as it is', () => {
  const inner = Object.assign(new Error('sent hunter2'), { code: 'EX', config: { password: 'hunter2' } });
  const outer = new TypeError('no hunter2', { cause: inner });
  const copy = safeCause(outer, ['hunter2']);
  expect(copy).toMatchObject({
    name: 'TypeError',
    message: 'no ***',
    cause: { message: 'sent ***', code: 'EX' },
  });
  expect(inspect(copy, { depth: 9, showHidden: true })).not.toContain('hunter2');
  expect(outer.message).toBe('no hunter2');
});

test('ends at a circle of causes, and makes nothing of what is no error', () => {
  const circle = new Error('round');
  circle.cause = circle;
  expect(safeCause(circle, [])?.message).toBe('round');
  expect(safeCause('hunter2', [])).toBeUndefined();
});

test('gives up on an error that throws when it is looked at', () => {
  const hostile = Object.defineProperty(new Error('x'), 'stack', {
    get() {
      throw new Error('not for you');
    },
  });
  expect(safeCause(hostile)).toBeUndefined();
});
