import { expect, test } from 'vitest';
import { describeFault } from './describe-fault';

test('says what the innermost cause says', () => {
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:4242');
  expect(describeFault(new TypeError('fetch failed', { cause }))).toBe(cause.message);
});

test('says what the first of several errors says', () => {
  const error = new AggregateError([new Error('connect ECONNREFUSED ::1:4242'), new Error('other')]);
  expect(describeFault(error)).toBe('connect ECONNREFUSED ::1:4242');
});

test('falls back to the code, and to the outer words', () => {
  expect(describeFault(Object.assign(new Error(''), { code: 'EPIPE' }))).toBe('EPIPE');
  expect(describeFault(new Error('outer', { cause: new Error('') }))).toBe('outer');
});

test('takes anything that can be thrown', () => {
  expect(describeFault('a text')).toBe('a text');
  for (const thrown of [undefined, null, 42, {}, Symbol('s'), () => 1]) {
    expect(describeFault(thrown)).toBe('unknown fault');
  }
  const circle: { message: string; cause?: unknown } = { message: 'round' };
  circle.cause = circle;
  expect(describeFault(circle)).toBe('round');
  expect(describeFault(new Error('x'.repeat(10_000)))).toHaveLength(300);
});

test('survives what throws when it is looked at', () => {
  const hostile = {
    get message(): string {
      throw new Error('not for you');
    },
  };
  expect(describeFault(hostile)).toBe('a fault that cannot be read');
});
