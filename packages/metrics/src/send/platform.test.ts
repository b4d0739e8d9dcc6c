import { expect, test } from 'vitest';
import { detectPlatform } from './platform';

test('knows the runtime of this test', () => {
  expect(detectPlatform()).toEqual({ name: 'node', version: process.version });
});

const node = { version: 'v20.20.2', versions: { node: '20.20.2' } };

test.each([
  ['Node.js', { process: node }, { name: 'node', version: 'v20.20.2' }],
  [
    'Node.js with a navigator',
    { process: node, navigator: { userAgent: 'Node.js/22' } },
    { name: 'node', version: 'v20.20.2' },
  ],
  [
    'Bun, which imitates Node.js',
    { process: { version: 'v24.3.0', versions: { node: '24.3.0', bun: '1.4.5' } } },
    { name: 'bun', version: '1.4.5' },
  ],
  [
    'Deno, which imitates Node.js',
    { process: node, Deno: { version: { deno: '2.9.6' } } },
    { name: 'deno', version: '2.9.6' },
  ],
  ['workerd', { navigator: { userAgent: 'Cloudflare-Workers' } }, { name: 'workerd', version: '' }],
  [
    'workerd with the modules of Node.js',
    { process: node, navigator: { userAgent: 'Cloudflare-Workers' } },
    { name: 'workerd', version: '' },
  ],
  ['a browser', { navigator: { userAgent: 'Mozilla/5.0' } }, { name: 'unknown', version: '' }],
  ['nothing', {}, { name: 'unknown', version: '' }],
  ['odd globals', { process: null, Deno: null, navigator: null }, { name: 'unknown', version: '' }],
])('recognises %s', (_, host, platform) => {
  expect(detectPlatform(host)).toEqual(platform);
});
