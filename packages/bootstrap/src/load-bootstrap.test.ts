import { UnleashError } from '@unleash-client/http';
import { describe, expect, test, vi } from 'vitest';
import type { BootstrapSource } from './bootstrap-source';
import { loadBootstrap, readBootstrap } from './load-bootstrap';
import { printed, rejection } from './rejection.testing';

const TOKEN = 'default:development.4f0c6a5e9b1d4f0c6a5e9b1d';

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('get');
    },
    getPrototypeOf() {
      throw new Error('getPrototypeOf');
    },
  },
);
const throwing = (thrown: unknown): BootstrapSource => ({
  name: 'mine',
  load: () => {
    throw thrown;
  },
});

describe('a source of somebody else', () => {
  test('may answer at once or later', async () => {
    const flags = '{"features":[]}';
    expect(await loadBootstrap({ name: 'mine', load: () => flags })).toBe(flags);
    expect(await loadBootstrap({ name: 'mine', load: async () => flags })).toBe(flags);
    const body = JSON.parse(flags);
    expect(await readBootstrap({ name: 'mine', load: () => flags })).toEqual({ text: flags, body });
  });

  test('may bring as much as the limit says, and no more', async () => {
    const flags = '{"features":[]}';
    const source = { name: 'mine', load: () => flags };
    expect(await loadBootstrap(source, { limits: { inflatedBytes: 15 } })).toBe(flags);
    expect(await rejection(loadBootstrap(source, { limits: { inflatedBytes: 14 } }))).toMatchObject({
      code: 'BOOTSTRAP',
      message:
        'bootstrap from mine holds no flags: it has 15 characters, more than 14 bytes, the limit inflatedBytes',
    });
  });

  test('is told what its caller wants', async () => {
    const load = vi.fn(() => '{"features":[]}');
    const options = { signal: new AbortController().signal, holdsProcess: false, retries: 7 };
    await loadBootstrap({ name: 'mine', load }, options);
    expect(load.mock.calls).toEqual([[options]]);
  });

  test.each([
    ['a text', 'no luck', 'bootstrap from mine failed: no luck'],
    ['undefined', undefined, 'bootstrap from mine failed: unknown fault'],
    ['null', null, 'bootstrap from mine failed: unknown fault'],
    ['an error', new TypeError('no luck'), 'bootstrap from mine failed: no luck'],
    ['what throws when it is looked at', hostile, 'bootstrap from mine failed: a fault that cannot be read'],
  ])('that throws %s, or rejects with it, fails as BOOTSTRAP', async (_, thrown, message) => {
    for (const source of [throwing(thrown), { name: 'mine', load: () => Promise.reject(thrown) }]) {
      expect(await rejection(loadBootstrap(source))).toMatchObject({ code: 'BOOTSTRAP', message });
    }
  });

  test('leaves the cause behind without secrets, and the error of the source as it was', async () => {
    const thrown = new Error(`GET https://me:hunter2@host failed with ${TOKEN}`, {
      cause: { headers: { authorization: TOKEN } },
    });
    const error = await rejection(loadBootstrap(throwing(thrown)));
    expect(error.message).toBe('bootstrap from mine failed: GET https://***@host failed with ***');
    expect(error.cause).toMatchObject({ message: 'GET https://***@host failed with ***' });
    expect(printed(error)).not.toMatch(/hunter2|4f0c6a5e9b1d/);
    expect(thrown.message).toContain(TOKEN);
  });

  test('keeps an error of ours as the cause, which knows its code and status', async () => {
    const thrown = new UnleashError('UNAUTHORIZED', 'refused', { status: 403 });
    expect((await rejection(loadBootstrap(throwing(thrown)))).cause).toBe(thrown);
  });

  test('fails in a message of less than 1 kB', async () => {
    const source = { ...throwing(new Error('x'.repeat(100_000))), name: 'n'.repeat(100_000) };
    expect((await rejection(loadBootstrap(source))).message.length).toBeLessThan(1000);
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['object', { features: [] }],
    ['number', 7],
  ])('that brings %s instead of a text fails', async (given, answer) => {
    const source = { name: 'mine', load: () => answer as unknown as string };
    const error = await rejection(loadBootstrap(source));
    expect(error.code).toBe('BOOTSTRAP');
    expect(error.message).toBe(`bootstrap from mine must be a text, got ${given}`);
  });

  test.each([
    ['without a load', { name: 'mine' }],
    ['that is undefined', undefined],
    ['whose name is no text', { name: 7, load: () => Promise.reject() }],
    ['that throws when it is looked at', hostile],
  ])('%s fails as BOOTSTRAP as well', async (_, source) => {
    const error = await rejection(loadBootstrap(source as unknown as BootstrapSource));
    expect(error.message).toMatch(/^bootstrap from (mine|a source without a name) failed: /);
  });

  test('has its name masked where that looks like a secret', async () => {
    const source = { ...throwing('no luck'), name: `https://me:hunter2@host/${TOKEN}` };
    const { message } = await rejection(loadBootstrap(source));
    expect(message).toBe('bootstrap from https://***@host/*** failed: no luck');
  });
});

describe('a caller who leaves', () => {
  test('is told at once, also by a source that does not listen and fails later', async () => {
    const caller = new AbortController();
    let fail: (reason: Error) => void = () => undefined;
    const load = () =>
      new Promise<string>((_, reject) => {
        fail = reject;
      });
    const outcome = rejection(loadBootstrap({ name: 'mine', load }, { signal: caller.signal }));
    caller.abort();
    expect((await outcome).code).toBe('BOOTSTRAP');
    fail(new Error('heard by nobody'));
  });

  test('before the source was asked leaves it alone', async () => {
    const load = vi.fn(() => '');
    const loading = loadBootstrap({ name: 'mine', load }, { signal: AbortSignal.abort() });
    expect((await rejection(loading)).code).toBe('BOOTSTRAP');
    expect(load).not.toHaveBeenCalled();
  });
});
