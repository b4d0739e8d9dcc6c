import { expect, test } from 'vitest';
import { isMissing } from '../is-missing';
import { checkStreamAnswer } from './check-stream-answer';

const check = (status: number, type?: string, headers: Record<string, string> = {}) =>
  checkStreamAnswer(
    { status, header: (name) => (name === 'content-type' ? type : headers[name]) },
    'streaming flags',
    0,
  );

test.each(['text/event-stream', 'text/event-stream;charset=utf-8', ' Text/Event-Stream; charset=UTF-8'])(
  'takes %j for an event stream',
  (type) => {
    expect(check(200, type)).toBeUndefined();
  },
);

test.each([
  ['"text/html; charset=utf-8"', 'text/html; charset=utf-8'],
  ['without a content type', undefined],
])('says of an answer %s that it is none, and that there is no stream to be had', (shown, type) => {
  const error = check(200, type);
  expect(error?.message).toBe(
    `streaming flags failed: the server answered ${shown} instead of text/event-stream`,
  );
  expect(error && isMissing(error)).toBe(true);
});

test('tells a stream that is not there from one that is out of order', () => {
  for (const status of [204, 404, 405, 406, 410, 501]) {
    const error = check(status);
    expect(error && isMissing(error)).toBe(true);
  }
  for (const status of [304, 400, 401, 403, 429, 500, 502, 503]) {
    const error = check(status, 'text/event-stream');
    expect(error && isMissing(error)).toBe(false);
  }
});

test('brings Retry-After along', () => {
  expect(check(503, undefined, { 'retry-after': '7' })).toMatchObject({ status: 503, retryAfterMs: 7000 });
});

test('repeats no more than the beginning of a long content type', () => {
  expect(check(200, 'x'.repeat(10_000))?.message.length).toBeLessThan(200);
});
