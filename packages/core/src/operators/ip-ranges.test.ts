import { describe, expect, test } from 'vitest';
import { meets } from '../passes.testing';

const within = (values: unknown, more: object = {}) => ({
  contextName: 'remoteAddress',
  operator: 'IN_CIDR',
  values,
  ...more,
});

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['10.0.0.1/32', '10.0.0.1'],
  ['10.1.2.3/8', '10.255.255.255'],
  ['192.168.4.0/22', '192.168.7.255'],
  ['0.0.0.0/0', '203.0.113.9'],
  [' 10.0.0.0/8 ', '10.0.0.1'],
  ['::1', '::1'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['2001:DB8::/32', '2001:db8:ffff::1'],
  ['2001:db8::1/128', '2001:0db8:0:0::1'],
  ['::/0', '2001:db8::1'],
  ['fe80::/10', 'febf::1'],
])('rule 19: %s contains %s', (range, remoteAddress) => {
  expect(meets(within([range]), { remoteAddress })).toBe(true);
  expect(meets(within([range], { inverted: true }), { remoteAddress })).toBe(false);
});

test.each([
  ['10.0.0.1', '10.0.0.2'],
  ['10.0.0.0/8', '11.0.0.0'],
  ['192.168.4.0/22', '192.168.8.0'],
  ['2001:db8::/32', '2001:db9::'],
  ['0.0.0.0/0', '::1'],
  ['::1', '0.0.0.1'],
])('rule 19: %s does not contain %s', (range, remoteAddress) => {
  expect(meets(within([range]), { remoteAddress })).toBe(false);
  expect(meets(within([range], { inverted: true }), { remoteAddress })).toBe(true);
});

test.each([
  ['10.0.0.1', '::ffff:10.0.0.1'],
  ['10.0.0.1', '::ffff:0a00:0001'],
  ['10.0.0.1', '0:0:0:0:0:FFFF:10.0.0.1'],
  ['10.0.0.0/8', '::ffff:10.9.9.9'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.0/104', '10.9.9.9'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
])('rule 19: an IPv4-mapped address equals its IPv4 address: %s contains %s', (range, remoteAddress) => {
  expect(meets(within([range]), { remoteAddress })).toBe(true);
});

test('rule 19: the bits of a mapped range count from the first of the IPv6 address', () => {
  expect(meets(within(['::ffff:10.0.0.0/104']), { remoteAddress: '11.0.0.0' })).toBe(false);
  expect(meets(within(['::ffff:10.0.0.0/96']), { remoteAddress: '11.0.0.0' })).toBe(true);
});

const noAddresses = [
  '',
  'localhost',
  '1',
  '10.1',
  '10.0.1',
  '256.0.0.1',
  '10.0.0.1.1',
  '0x7f.1',
  '0x7f.0.0.1',
  '010.0.0.1',
  '10.0.0.01',
  '2130706433',
  '10.0.0.1:80',
  ' 10.0.0.1',
  '-1.0.0.0',
  ':::',
  '1::2::3',
  '12345::',
  'fe80::1%eth0',
  'fe80::1%1',
  '[::1]',
  '::ffff:010.0.0.1',
  '::ffff:0x7f.0.0.1',
  '::ffff:256.0.0.1',
  '::ffff:10.1',
];

test.each(noAddresses)('rules 19 and 31: the context value %o is no address', (remoteAddress) => {
  for (const range of ['0.0.0.0/0', '::/0']) {
    expect(meets(within([range]), { remoteAddress })).toBe(false);
    expect(meets(within([range], { inverted: true }), { remoteAddress })).toBe(true);
  }
});

const noRanges = [
  ...noAddresses.filter((text) => text !== ' 10.0.0.1'),
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.0/08',
  '10.0.0.0/8.5',
  '10.0.0.0/255.0.0.0',
  '/8',
  '::/129',
  '::ffff:10.0.0.0/95',
  '::ffff:10.0.0.0/0',
  'fe80::1%eth0/64',
];

describe.each(noRanges)('rules 12, 19 and 31: the range %o is invalid', (range) => {
  test('and skipped among others', () => {
    expect(meets(within([range, '10.0.0.0/8']), { remoteAddress: '10.0.0.1' })).toBe(true);
    expect(meets(within([range, '10.0.0.0/8'], { inverted: true }), { remoteAddress: '11.0.0.1' })).toBe(
      true,
    );
  });

  test('and alone it never passes, also when inverted', () => {
    for (const remoteAddress of [undefined, '10.0.0.1', '::1', range]) {
      expect(meets(within([range]), { remoteAddress })).toBe(false);
      expect(meets(within([range], { inverted: true }), { remoteAddress })).toBe(false);
    }
  });
});

test('rule 12: an empty list has no valid range: it never passes, also when inverted', () => {
  expect(meets(within([]), { remoteAddress: '10.0.0.1' })).toBe(false);
  expect(meets(within([], { inverted: true }), { remoteAddress: '10.0.0.1' })).toBe(false);
});

test('rule 11: a missing address is in no range, and inverted negates', () => {
  expect(meets(within(['0.0.0.0/0']), {})).toBe(false);
  expect(meets(within(['0.0.0.0/0'], { inverted: true }), {})).toBe(true);
});

test('rule 8: IN_CIDR reads any field', () => {
  const constraint = { contextName: 'gateway', operator: 'IN_CIDR', values: ['10.0.0.0/8'] };
  expect(meets(constraint, { properties: { gateway: '10.0.0.1' } })).toBe(true);
});
