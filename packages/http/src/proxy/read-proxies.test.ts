import { expect, test } from 'vitest';
import { readProxies } from './read-proxies';

const proxyOf = (environment: Record<string, string>, url: string) =>
  readProxies(environment)(new URL(url))?.shown;

test('without variables there is no proxy', () => {
  expect(proxyOf({}, 'https://unleash.example/')).toBeUndefined();
  expect(proxyOf({ HTTPS_PROXY: '', https_proxy: ' ' }, 'https://unleash.example/')).toBeUndefined();
});

test('each protocol has its variable, and ALL_PROXY stands in for both', () => {
  const environment = {
    HTTP_PROXY: 'http://plain:1',
    HTTPS_PROXY: 'http://secure:2',
    ALL_PROXY: 'http://all:3',
  };
  expect(proxyOf(environment, 'http://unleash.example/')).toBe('plain:1');
  expect(proxyOf(environment, 'https://unleash.example/')).toBe('secure:2');
  expect(proxyOf({ HTTP_PROXY: 'http://plain:1' }, 'https://unleash.example/')).toBeUndefined();
  expect(proxyOf({ all_proxy: 'http://all:3' }, 'https://unleash.example/')).toBe('all:3');
  expect(proxyOf({ ALL_PROXY: 'http://all:3', HTTP_PROXY: '' }, 'http://unleash.example/')).toBe('all:3');
});

test('lower case comes first', () => {
  const environment = { https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:2' };
  expect(proxyOf(environment, 'https://unleash.example/')).toBe('lower:1');
});

test('NO_PROXY keeps hosts off the proxy', () => {
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const environment = { ALL_PROXY: 'http://all:3', [name]: '.internal' };
    expect(proxyOf(environment, 'https://unleash.internal/')).toBeUndefined();
    expect(proxyOf(environment, 'https://unleash.example/')).toBe('all:3');
  }
});

test('the environment is read once', () => {
  const environment: Record<string, string> = { HTTPS_PROXY: 'http://first:1' };
  const proxyFor = readProxies(environment);
  environment.HTTPS_PROXY = 'http://second:2';
  environment.NO_PROXY = '*';
  expect(proxyFor(new URL('https://unleash.example/'))?.shown).toBe('first:1');
});

test('a variable that names no http(s) address fails what needs it, by its name and without its value', () => {
  const environment = { HTTPS_PROXY: 'socks5://alice:secret@proxy:1080', NO_PROXY: '.internal' };
  const proxyFor = readProxies(environment);
  expect(() => proxyFor(new URL('https://unleash.example/'))).toThrow(
    /^the environment variable HTTPS_PROXY must be the http\(s\) address of a proxy$/,
  );
  expect(proxyFor(new URL('http://unleash.example/'))).toBeUndefined();
  expect(proxyFor(new URL('https://unleash.internal/'))).toBeUndefined();
});
