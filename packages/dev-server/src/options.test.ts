import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { type DevServerOptions, resolveOptions } from './options';

test('fills in what Unleash itself uses, on this machine only', () => {
  expect(resolveOptions({ flags: 'flags.yaml' })).toMatchObject({
    file: 'flags.yaml',
    port: 4242,
    host: '127.0.0.1',
    tokens: [{ text: '*:development.dev-token', project: undefined, environment: 'development' }],
    watch: true,
    delta: true,
    streaming: true,
    deltaHistory: 1000,
    keepAliveMs: 30_000,
  });
});

test('takes a file URL', () => {
  expect(resolveOptions({ flags: pathToFileURL('/tmp/flags.yaml') }).file).toBe('/tmp/flags.yaml');
});

test('warns on the console and keeps the rest to itself by default', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { logger } = resolveOptions({ flags: {} as never });
  logger.info('quiet');
  logger.warn('loud');
  expect(warn.mock.calls).toEqual([['loud']]);
  warn.mockRestore();
});

test.each([
  [
    { prot: 1 },
    'there is no option prot; the options are flags, port, host, tokens, watch, delta, streaming, deltaHistory, keepAliveMs, logger',
  ],
  [{ flags: undefined }, 'flags must be a file or an object, got nothing'],
  [{ port: Number.NaN }, 'port must be a whole number from 0 to 65535, got NaN'],
  [{ port: 65536 }, 'port must be a whole number from 0 to 65535, got 65536'],
  [{ host: '' }, 'host must be an address or a name, got nothing'],
  [{ watch: 1 }, 'watch must be true or false, got 1'],
  [{ delta: 'no' }, 'delta must be true or false, got "no"'],
  [{ streaming: null }, 'streaming must be true or false, got nothing'],
  [{ deltaHistory: -1 }, 'deltaHistory must be a whole number from 0 to 1000000, got -1'],
  [{ keepAliveMs: 0 }, 'keepAliveMs must be a whole number of milliseconds from 1 to 2147483647, got 0'],
  [{ logger: {} }, 'logger must be an object with info and warn, got a map'],
  [{ tokens: [] }, 'tokens must be a list of at least one token, got a list'],
  [{ tokens: ['a:b.c', 'hunter2'] }, 'tokens[1] must look like project:environment.secret'],
])('refuses %j', (options, message) => {
  const resolve = () => resolveOptions({ flags: 'flags.yaml', ...options } as DevServerOptions);
  expect(resolve).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS', message }));
});
