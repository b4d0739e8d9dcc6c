import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyName } from './any-report.testing';
import { jsonSize } from './json-size';

test('is exact for ASCII', () => {
  expect(jsonSize(JSON.stringify('a "quoted"\tname'))).toBe(20);
});

test('is never less than the bytes', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const json = JSON.stringify(name);
      expect(jsonSize(json)).toBeGreaterThanOrEqual(Buffer.byteLength(json));
    }),
  );
});
