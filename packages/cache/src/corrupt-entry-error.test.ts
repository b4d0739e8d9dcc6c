import { expect, test, vi } from 'vitest';
import { CorruptEntryError, isCorruptEntry } from './corrupt-entry-error';

test('a corrupt entry is an error with a name, a code and its cause', () => {
  const cause = new SyntaxError('unexpected end');
  const error = new CorruptEntryError('the file flags is cut off', { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'CorruptEntryError', code: 'CORRUPT_ENTRY', cause });
  expect(String(error)).toBe('CorruptEntryError: the file flags is cut off');
});

test('is known by its code, also when it comes from another copy of this library', async () => {
  vi.resetModules();
  const copy = await import('./corrupt-entry-error');
  expect(copy.CorruptEntryError).not.toBe(CorruptEntryError);
  expect(isCorruptEntry(new copy.CorruptEntryError('cut off'))).toBe(true);
  expect(isCorruptEntry(new CorruptEntryError('cut off'))).toBe(true);
  expect(isCorruptEntry(Object.assign(new Error('cut off'), { code: 'CORRUPT_ENTRY' }))).toBe(true);
});

test.each([
  ['an outage', Object.assign(new Error('no route to host'), { code: 'EHOSTUNREACH' })],
  ['an error without a code', new Error('CORRUPT_ENTRY')],
  ['an object that is no error', { code: 'CORRUPT_ENTRY' }],
  ['a text', 'CORRUPT_ENTRY'],
  ['nothing', undefined],
])('does not take %s for a corrupt entry', (_, thrown) => {
  expect(isCorruptEntry(thrown)).toBe(false);
});
