import { describe, expect, test } from 'vitest';
import { parseNoProxy } from './parse-no-proxy';

const has = (list: string, url: string) => parseNoProxy(list)(new URL(url));

describe('a list of hosts without a proxy', () => {
  test('that is empty has nothing in it', () => {
    for (const list of ['', ' ', ',', ' , ,']) expect(has(list, 'http://a.example/')).toBe(false);
  });

  test('with * has everything in it', () => {
    for (const list of ['*', 'b.example, *']) {
      for (const url of ['http://a.example/', 'https://[::1]:4242/', 'http://10.1.2.3/'])
        expect(has(list, url)).toBe(true);
    }
  });

  test.each([
    ['unleash.example', 'http://unleash.example/', true],
    ['UNLEASH.example', 'http://Unleash.EXAMPLE/', true],
    ['unleash.example', 'http://unleash.example./', true],
    ['unleash.example', 'http://eu.unleash.example/', true],
    ['unleash.example', 'http://notunleash.example/', false],
    ['unleash.example', 'http://unleash.example.org/', false],
    ['.example', 'http://unleash.example/', true],
    ['*.example', 'http://unleash.example/', true],
    ['.unleash.example', 'http://unleash.example/', false],
    ['.leash.example', 'http://unleash.example/', false],
    ['a.example, b.example', 'http://b.example/', true],
    ['a.example b.example', 'http://b.example/', true],
    ['localhost', 'http://127.0.0.1/', false],
  ])('%s and the name in %s: %s', (list, url, expected) => {
    expect(has(list, url)).toBe(expected);
  });

  test.each([
    ['unleash.example:8443', 'https://unleash.example:8443/', true],
    ['unleash.example:8443', 'https://unleash.example/', false],
    ['unleash.example:443', 'https://unleash.example/', true],
    ['unleash.example:443', 'http://unleash.example/', false],
    ['unleash.example:80', 'http://unleash.example/', true],
    ['.example:4242', 'http://unleash.example:4242/', true],
    ['[::1]:4242', 'http://[::1]:4242/', true],
    ['[::1]:4242', 'http://[::1]/', false],
  ])('%s and the port of %s: %s', (list, url, expected) => {
    expect(has(list, url)).toBe(expected);
  });

  test.each([
    ['127.0.0.1', 'http://127.0.0.1:4242/', true],
    ['10.0.0.0/8', 'http://10.200.3.4/', true],
    ['10.0.0.0/8', 'http://11.0.0.1/', false],
    ['10.0.0.0/8', 'http://ten.example/', false],
    ['0.0.1', 'http://127.0.0.1/', false],
    ['::1', 'http://[::1]/', true],
    ['[0:0:0:0:0:0:0:1]', 'http://[::1]/', true],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['fd00::/8', 'http://[fe80::1]/', false],
  ])('%s and the address in %s: %s', (list, url, expected) => {
    expect(has(list, url)).toBe(expected);
  });

  test('with nonsense in it has no more in it for that', () => {
    const list = '10.0.0.0/99, 10.0.0.0/8/8, 10.0.0.0/x, 10.0.0.0/, 10.0.0.0/-1, :, [, ://, a.example';
    expect(has(list, 'http://10.0.0.1/')).toBe(false);
    expect(has(list, 'http://b.example/')).toBe(false);
    expect(has(list, 'http://a.example/')).toBe(true);
  });
});
