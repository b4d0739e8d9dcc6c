import { expect, test } from 'vitest';
import { parseProxy } from './parse-proxy';
import { proxyTarget } from './proxy-target';

test.each([
  [
    'https://proxy.test:3129',
    { protocol: 'https:', host: 'proxy.test', port: 3129, servername: 'proxy.test' },
  ],
  // TLS knows no server names that are addresses.
  ['https://127.0.0.1:3129', { protocol: 'https:', host: '127.0.0.1', port: 3129, servername: '' }],
  ['https://[::1]:3129', { protocol: 'https:', host: '::1', port: 3129, servername: '' }],
])('a request to %s goes to the proxy under its own name', (address, target) => {
  const proxy = parseProxy(address);
  expect(proxy && proxyTarget(proxy)).toEqual(target);
});
