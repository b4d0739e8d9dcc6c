import { expect, test } from 'vitest';
import { encodeHeaderValue } from './encode-header-value';

test('leaves visible ASCII alone, percent signs included', () => {
  const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');
  expect(encodeHeaderValue(visible)).toBe(visible);
});

test('percent-encodes all else as UTF-8', () => {
  expect(encodeHeaderValue('my shop\r\n')).toBe('my%20shop%0D%0A');
  expect(encodeHeaderValue('größe 🚀')).toBe('gr%C3%B6%C3%9Fe%20%F0%9F%9A%80');
});

test('replaces half a surrogate pair instead of throwing', () => {
  expect(encodeHeaderValue('a\uD83D')).toBe('a%EF%BF%BD');
});
