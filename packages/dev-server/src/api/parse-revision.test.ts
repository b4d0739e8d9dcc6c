import { expect, test } from 'vitest';
import { parseRevision } from './parse-revision';

test.each([
  ['12', 12],
  ['"12"', 12],
  ['W/"12"', 12],
  ['W/12', 12],
  [' "12" ', 12],
  ['', undefined],
  [undefined, undefined],
  ['"12', undefined],
  ['12.5', undefined],
  ['-1', undefined],
  ['*', undefined],
  ['"12:v1"', undefined],
  ['1234567890123456', undefined],
  [['12', '13'], undefined],
])('%j is %j', (header, revision) => {
  expect(parseRevision(header)).toBe(revision);
});
