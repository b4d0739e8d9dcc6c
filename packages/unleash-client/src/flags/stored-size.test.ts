import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../options/limits';
import { largestFile, mostStored } from './stored-size';

const stored = { body: '', savedAt: 1, source: 'server' } as const;

test('flags may be stored as long as an answer, and with the changes that follow them three times as long', () => {
  expect(mostStored(stored, { inflatedBytes: 1000 })).toBe(1000);
  expect(mostStored({ ...stored, parts: [0] }, { inflatedBytes: 1000 })).toBe(3000);
});

test('files grow with the limit, as long as texts can; up to the default limit the cache decides', () => {
  expect(largestFile(DEFAULT_LIMITS)).toBeUndefined();
  expect(largestFile({ inflatedBytes: 100_000_000 })).toBe(300_100_000);
  expect(largestFile({ inflatedBytes: 536_870_888 })).toBe(536_870_888);
});
