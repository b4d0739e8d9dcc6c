import { expect, test } from 'vitest';
import { createTransport } from './create-transport';

test('refuses what fetch cannot honour', () => {
  const beside = (options: object) => () => createTransport({ fetch, ...options });
  expect(beside({ agent: {} })).toThrow('agent has no effect together with fetch: give one of them');
  expect(beside({ ca: 'PEM' })).toThrow('ca has no effect together with fetch');
  expect(beside({ rejectUnauthorized: false })).toThrow(
    'rejectUnauthorized has no effect together with fetch',
  );
  expect(beside({ rejectUnauthorized: true })).not.toThrow();
});
