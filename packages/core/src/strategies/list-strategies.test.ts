import { describe, expect, test } from 'vitest';
import { passes } from '../passes.testing';

describe('rule 31: userWithId', () => {
  const strategy = (userIds: unknown) => ({ name: 'userWithId', parameters: { userIds } });

  test.each(['7', '1,7', ' 1 , 7 ', '1,\t7\n', ',,7,', 7])('has user 7 on the list %o', (userIds) => {
    expect(passes(strategy(userIds), { userId: '7' })).toBe(true);
    expect(passes(strategy(userIds), { userId: 7 })).toBe(true);
  });

  test.each([undefined, null, '', '17', '77', '7;1', '1 7'])('has no user 7 on the list %o', (userIds) => {
    expect(passes(strategy(userIds), { userId: '7' })).toBe(false);
  });

  test('compares exactly: with case, without trimming the context', () => {
    expect(passes(strategy('Anna'), { userId: 'anna' })).toBe(false);
    expect(passes(strategy('Anna'), { userId: ' Anna' })).toBe(false);
  });

  test('is off for a missing or empty userId', () => {
    for (const context of [{}, { userId: null }, { userId: '' }, { sessionId: '7' }]) {
      expect(passes(strategy('7,,'), context)).toBe(false);
    }
  });

  test('rule 5: takes the number 0 for an id', () => {
    expect(passes(strategy('0'), { userId: 0 })).toBe(true);
  });
});

describe('rules 19 and 31: remoteAddress', () => {
  const strategy = (IPs: unknown) => ({ name: 'remoteAddress', parameters: { IPs } });

  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['10.0.0.0/8', '10.200.3.4'],
    ['1.1.1.1, 10.0.0.0/8 ,2.2.2.2', '10.200.3.4'],
    ['nonsense, 10.0.0.0/8', '10.200.3.4'],
    ['2001:db8::/32', '2001:db8::7'],
    ['10.0.0.1', '::ffff:10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('with %s is on for %s', (IPs, remoteAddress) => {
    expect(passes(strategy(IPs), { remoteAddress })).toBe(true);
  });

  test.each([
    [undefined, '10.0.0.1'],
    ['', '10.0.0.1'],
    ['nonsense', 'nonsense'],
    ['10.0.0.1', '10.0.0.2'],
    ['10.0.0.0/8', '11.0.0.0'],
    ['10.0.0.0/8', 'not an address'],
    ['10.0.0.0/8', ''],
    ['10.0.0.0/8', undefined],
  ])('with %o is off for %o', (IPs, remoteAddress) => {
    expect(passes(strategy(IPs), { remoteAddress })).toBe(false);
  });
});

describe('rule 31: applicationHostname', () => {
  const strategy = (hostNames: unknown) => ({ name: 'applicationHostname', parameters: { hostNames } });

  test.each(['web-1', 'WEB-1', ' db-1 , Web-1 ', ',web-1,'])(
    'is on where %o names this host',
    (hostNames) => {
      expect(passes(strategy(hostNames), {}, { hostname: 'web-1' })).toBe(true);
      expect(passes(strategy(hostNames), {}, { hostname: 'Web-1' })).toBe(true);
    },
  );

  test.each(['web-2', 'web', '', undefined])('is off where %o does not', (hostNames) => {
    expect(passes(strategy(hostNames), {}, { hostname: 'web-1' })).toBe(false);
  });

  test('is off where there is no host name, whatever the context says', () => {
    expect(
      passes(strategy('web-1,,undefined'), { hostname: 'web-1', properties: { hostname: 'web-1' } }),
    ).toBe(false);
    expect(passes(strategy('web-1,,'), {}, { hostname: '' })).toBe(false);
  });
});
