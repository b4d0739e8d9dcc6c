import { expect, test } from 'vitest';
import { parseProxy } from './parse-proxy';

const loginOf = (text: string) => {
  const header = parseProxy(text)?.credentials['proxy-authorization'] ?? '';
  return Buffer.from(header.replace('Basic ', ''), 'base64').toString();
};

test.each([
  ['http://proxy.example:3128', 'http:', 'proxy.example', 3128],
  ['http://proxy.example', 'http:', 'proxy.example', 80],
  ['https://proxy.example/', 'https:', 'proxy.example', 443],
  ['proxy.example:3128', 'http:', 'proxy.example', 3128],
  ['alice:secret@proxy.example', 'http:', 'proxy.example', 80],
  ['http://[::1]:3128', 'http:', '::1', 3128],
])('reads %s', (text, protocol, hostname, port) => {
  expect(parseProxy(text)).toMatchObject({ protocol, hostname, port });
});

test('names a proxy without its user and password', () => {
  expect(parseProxy('http://alice:secret@proxy.example')?.shown).toBe('proxy.example:80');
  expect(parseProxy('http://[::1]:3128')?.shown).toBe('[::1]:3128');
});

test('decodes the user and the password, and takes a percent sign as it stands', () => {
  expect(parseProxy('http://proxy.example')?.credentials).toEqual({});
  expect(loginOf('http://al%40ice:p%3Aw%2F@proxy.example')).toBe('al@ice:p:w/');
  expect(loginOf('http://alice@proxy.example')).toBe('alice:');
  expect(loginOf('http://alice:100%@proxy.example')).toBe('alice:100%');
  expect(loginOf('http://alice:gr%C3%BC%C3%9Fe@proxy.example')).toBe('alice:grüße');
});

test.each(['', 'socks5://proxy.example:1080', 'http://', 'http://a b', '://'])(
  'takes %j for no proxy',
  (text) => {
    expect(parseProxy(text)).toBeUndefined();
  },
);
