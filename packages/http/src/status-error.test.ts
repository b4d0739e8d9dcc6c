import { expect, test } from 'vitest';
import { statusError } from './status-error';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  header: (name: string) => headers[name],
});

test('says in one sentence which token is needed after 401', () => {
  const error = statusError(answer(401), 'fetching flags');
  expect(error).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
  expect(error.message).toBe(
    'fetching flags failed: the server answered 401 (missing, unknown or expired token): a valid backend ' +
      '(server-side) API token like "project:environment.secret" is needed in the Authorization header',
  );
});

test('says that the token is of the wrong kind after 403', () => {
  const error = statusError(answer(403), 'fetching flags');
  expect(error).toMatchObject({ code: 'UNAUTHORIZED', status: 403 });
  expect(error.message).toContain('403 (this token may not do that, a frontend token for instance)');
});

test('makes any other status UNAVAILABLE', () => {
  for (const status of [400, 418, 429, 500, 503]) {
    const error = statusError(answer(status), 'sending metrics');
    expect(error).toMatchObject({ code: 'UNAVAILABLE', status });
    expect(error.message).toBe(`sending metrics failed: the server answered ${status}`);
    expect(error.retryAfterMs).toBeUndefined();
  }
});

test('asks about the url when there is nothing at it', () => {
  expect(statusError(answer(404), 'fetching flags')).toMatchObject({
    code: 'UNAVAILABLE',
    status: 404,
    message:
      'fetching flags failed: the server answered 404: is the url that of an Unleash API? It should end in /api',
  });
});

test('does not name what it does not know', () => {
  expect(Object.keys(statusError(answer(500), 'x'))).toEqual(['name', 'code', 'status']);
});

test('brings Retry-After along', () => {
  expect(statusError(answer(429, { 'retry-after': '60' }), 'x').retryAfterMs).toBe(60_000);
  const date = 'Thu, 01 Jan 1970 00:00:05 GMT';
  expect(statusError(answer(503, { 'retry-after': date }), 'x', 2000).retryAfterMs).toBe(3000);
});

test('asks an answer for its headers as the method that it is', () => {
  const response = {
    status: 503,
    headers: new Map([['retry-after', '3']]),
    header(name: string) {
      return this.headers.get(name);
    },
  };
  expect(statusError(response, 'fetching flags').retryAfterMs).toBe(3000);
});
