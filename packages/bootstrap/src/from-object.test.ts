import { describe, expect, test } from 'vitest';
import type { BootstrapData } from './from-object';
import { fromObject } from './from-object';
import { loadBootstrap } from './load-bootstrap';

test('flags from an object are at hand, and the same when they are asked for', async () => {
  const flags = { version: 2, features: [{ name: 'a', enabled: true }], segments: [{ id: 1 }] };
  const source = fromObject(flags);
  expect(source.text).toBe(JSON.stringify(flags));
  expect(await loadBootstrap(source)).toBe(source.text);
});

test('flags from an object are copied at once', () => {
  const flags = { features: [{ name: 'a', enabled: true }] };
  const source = fromObject(flags);
  flags.features.pop();
  expect(source.text).toBe('{"features":[{"name":"a","enabled":true}]}');
});

describe('fromObject refuses', () => {
  const cyclic: { features: object[] } = { features: [] };
  cyclic.features.push(cyclic);
  const hostile = {
    get features(): object[] {
      throw new Error('mine');
    },
  };
  test.each([
    ['nothing', undefined, 'bootstrap must be { features: [flags…] }, got features: undefined'],
    ['null', null, 'got features: undefined'],
    ['a text', '{"features":[]}', 'got features: undefined'],
    ['a list of flags', [{ name: 'a' }], 'bootstrap must be { features: [flags…] }, got a list'],
    ['features that are null', { features: null }, 'got features: null'],
    ['features by name', { features: { a: {} } }, 'got features: object'],
    ['what prints itself as nothing', { features: [], toJSON: () => undefined }, 'got features: object'],
    [
      'a BigInt',
      { features: [{ name: 'a', weight: 1n }] },
      'bootstrap must be an object that JSON can print',
    ],
    ['a circle', cyclic, 'an object that JSON can print'],
    ['a getter that throws', hostile, 'an object that JSON can print'],
  ])('%s', (_, flags, message) => {
    const make = () => fromObject(flags as unknown as BootstrapData);
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(make).toThrow(message);
  });
});
