import { expect, test } from 'vitest';
import { redact } from './redact';

test('masks every given secret, the longest first', () => {
  expect(redact('abc and abcdef, abc', ['abc', 'abcdef', ''])).toBe('*** and ***, ***');
});

test('masks what has the shape of a secret', () => {
  expect(redact('GET https://me:pw@host/api', [])).toBe('GET https://***@host/api');
  expect(redact('sent Bearer eyJhbGciOi.J9 twice', [])).toBe('sent Bearer *** twice');
  expect(redact('with default:development.unleash-insecure-api-token!', [])).toBe('with ***!');
  expect(redact('with *:production.0123456789abcdef0123', [])).toBe('with ***');
});

test('leaves ordinary words alone', () => {
  const text = 'connect ECONNREFUSED 127.0.0.1:4242, a token like "project:environment.secret" is needed';
  expect(redact(text, [])).toBe(text);
});

test('cuts long texts, so that masking never takes long', () => {
  expect(redact('a'.repeat(1_000_000), [])).toHaveLength(10_000);
  expect(redact(`${'-'.repeat(9_990)}hunter2-and-more`, ['hunter2-and-more'])).toBe(
    `${'-'.repeat(9_990)}***`,
  );
});
