import { describe, expect, test } from 'vitest';
import { userCacheFolder } from './user-cache-folder';

const home = () => '/home/me';
const noHome = () => {
  throw new Error('no such user');
};

describe("the user's cache folder", () => {
  test.each([
    ['the one that XDG_CACHE_HOME names', 'linux', { XDG_CACHE_HOME: '/xdg' }, '/xdg'],
    ['the one that XDG_CACHE_HOME names, on a Mac too', 'darwin', { XDG_CACHE_HOME: '/xdg' }, '/xdg'],
    ['~/.cache when XDG_CACHE_HOME is relative', 'linux', { XDG_CACHE_HOME: 'xdg' }, '/home/me/.cache'],
    ['~/.cache when XDG_CACHE_HOME is empty', 'linux', { XDG_CACHE_HOME: '' }, '/home/me/.cache'],
    ['~/.cache', 'freebsd', {}, '/home/me/.cache'],
    ['~/Library/Caches on a Mac', 'darwin', {}, '/home/me/Library/Caches'],
    ['%LOCALAPPDATA% on Windows', 'win32', { LOCALAPPDATA: '/local' }, '/local'],
    ['~/AppData/Local on Windows without it', 'win32', {}, '/home/me/AppData/Local'],
  ])('is %s', (_, platform, env, expected) => {
    expect(userCacheFolder({ env, platform, home })).toBe(expected);
  });

  test.each([
    ['cannot be found', noHome],
    ['is relative', () => 'home'],
    ['is empty', () => ''],
    ['is the one of system accounts', () => '/nonexistent'],
  ])('is nowhere for a user whose home %s', (_, home) => {
    expect(userCacheFolder({ env: {}, platform: 'linux', home })).toBeUndefined();
  });

  test('needs no home when XDG_CACHE_HOME is set', () => {
    expect(userCacheFolder({ env: { XDG_CACHE_HOME: '/xdg' }, platform: 'linux', home: noHome })).toBe(
      '/xdg',
    );
  });
});
