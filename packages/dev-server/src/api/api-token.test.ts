import { expect, test } from 'vitest';
import { parseToken } from './api-token';

test.each([
  ['*:development.secret', undefined, 'development'],
  ['[]:production.a.b', undefined, 'production'],
  ['web:*.secret', 'web', undefined],
  ['default:development.unleash-insecure-api-token', 'default', 'development'],
])('reads %s', (text, project, environment) => {
  expect(parseToken(text)).toEqual({ text, project, environment });
});

test.each(['', 'secret', 'a.b', 'a:b', 'a:b.', ':b.c', 'a:.c', 'a:b.c d', 'a:b.c\n'])(
  'refuses %j',
  (text) => {
    expect(parseToken(text)).toBeUndefined();
  },
);
