import { afterEach, describe, expect, test, vi } from 'vitest';
import { FileCache } from './file-cache';
import { resolveOptions } from './file-cache-options';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the options', () => {
  test('have defaults', () => {
    expect(resolveOptions({ directory: '/data' })).toEqual({ folder: '/data/flags', maxBytes: 67_108_864 });
  });

  test('name the folder inside the directory', () => {
    expect(resolveOptions({ directory: '/data', name: 'My_app-1.0' }).folder).toBe('/data/My_app-1.0');
  });

  test('take a relative directory for one of the working directory', () => {
    expect(resolveOptions({ directory: 'data' }).folder).toBe(`${process.cwd()}/data/flags`);
  });

  test('name no directory: the folder is in the user’s cache folder, and nowhere for a user without a home', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/caches');
    expect(resolveOptions({ name: 'mine' }).folder).toBe('/caches/unleash-client/mine');
    vi.stubEnv('XDG_CACHE_HOME', undefined);
    vi.stubEnv('HOME', '/nonexistent');
    expect(resolveOptions({}).folder).toBeUndefined();
    expect(resolveOptions({ directory: '/data' }).folder).toBe('/data/flags');
  });

  test.each([
    ['directory', '', 'directory must be a path, got ""'],
    ['directory', 'a\0b', 'directory must be a path, got "a\\u0000b"'],
    ['directory', 7, 'directory must be a path, got 7'],
    ['directory', null, 'directory must be a path, got null'],
    [
      'name',
      '..',
      'name must be a folder name of 1 to 100 letters, digits, dots, hyphens and underscores, got ".."',
    ],
    ['name', '.', /^name must be .*got "\."$/],
    ['name', 'a/b', /^name must be .*got "a\/b"$/],
    ['name', 'a\\b', /^name must be/],
    ['name', '', /^name must be .*got ""$/],
    ['name', 'é', /^name must be/],
    ['name', 'x\n', /^name must be/],
    ['name', 'x'.repeat(101), /^name must be .{0,250}$/],
    ['name', undefined, undefined],
    ['maxBytes', 0, 'maxBytes must be a whole number of bytes from 1 to 536870888, got 0'],
    ['maxBytes', Number.NaN, /got NaN$/],
    ['maxBytes', 1.5, /got 1.5$/],
    ['maxBytes', Number.POSITIVE_INFINITY, /got Infinity$/],
    ['maxBytes', '9', /got "9"$/],
    ['maxBytes', { secret: 9 }, /got object$/],
  ])('are checked at construction: %s %j', (name, value, message) => {
    const construct = () => new FileCache({ directory: '/data', [name]: value });
    if (message === undefined) return expect(construct).not.toThrow();
    expect(construct).toThrow(TypeError);
    expect(construct).toThrow(message);
    expect(construct).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });
});
