import { expect, test } from 'vitest';
import { readStamp, stampText } from './stamped-text';

test('a whole text tells who wrote it, and a torn or mixed one does not', () => {
  const text = stampText({ writer: 'a', number: 7 }, 100);
  expect(readStamp(text)).toEqual({ writer: 'a', number: 7 });
  expect(readStamp(text.slice(0, -1))).toBeUndefined();
  expect(readStamp(text.slice(0, 50))).toBeUndefined();
  expect(readStamp(text.replace('xxx', 'xyx'))).toBeUndefined();
  expect(readStamp('')).toBeUndefined();
});
