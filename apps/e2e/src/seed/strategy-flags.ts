import type { SeedFlag } from './seed-flag';

const pro = { contextName: 'plan', operator: 'IN', values: ['pro'] };
const half = (groupId: string) => ({
  name: 'flexibleRollout',
  parameters: { rollout: '50', stickiness: 'default', groupId },
});

/** The other built-in strategies, segments, and flags with several strategies. */
export const strategyFlags: readonly SeedFlag[] = [
  { name: 'strategy.default', strategies: [{ name: 'default' }] },
  { name: 'strategy.none' },
  { name: 'strategy.off', on: false, strategies: [{ name: 'default' }] },
  {
    name: 'strategy.address.v4',
    strategies: [{ name: 'remoteAddress', parameters: { IPs: '10.0.0.7, 127.0.0.1' } }],
  },
  {
    name: 'strategy.address.range',
    strategies: [{ name: 'remoteAddress', parameters: { IPs: '192.168.0.0/16,10.0.0.0/29' } }],
  },
  {
    name: 'strategy.address.v6',
    strategies: [{ name: 'remoteAddress', parameters: { IPs: '2001:db8::1 ,junk' } }],
  },
  { name: 'strategy.address.empty', strategies: [{ name: 'remoteAddress', parameters: { IPs: '' } }] },
  { name: 'strategy.users', strategies: [{ name: 'userWithId', parameters: { userIds: 'ada, 7,josé' } }] },
  {
    name: 'strategy.hostname',
    strategies: [{ name: 'applicationHostname', parameters: { hostNames: 'web-1' } }],
  },
  { name: 'strategy.custom', strategies: [{ name: 'lunarPhase', parameters: { phase: 'full' } }] },
  {
    name: 'strategy.custom-or-default',
    strategies: [{ name: 'lunarPhase', parameters: { phase: 'full' } }, { name: 'default' }],
  },
  { name: 'strategy.either', strategies: [{ name: 'default', constraints: [pro] }, half('either')] },
  {
    name: 'strategy.three',
    strategies: [
      half('three'),
      { name: 'remoteAddress', parameters: { IPs: '10.0.0.0/8' }, constraints: [pro] },
      { name: 'default', segments: ['big carts'] },
    ],
  },
  {
    name: 'strategy.one-disabled',
    strategies: [
      { name: 'default', disabled: true },
      { name: 'default', constraints: [pro] },
    ],
  },
  { name: 'strategy.all-disabled', strategies: [{ name: 'default', disabled: true }] },
  { name: 'segment.one', strategies: [{ name: 'default', segments: ['paying customers'] }] },
  { name: 'segment.two', strategies: [{ name: 'default', segments: ['paying customers', 'big carts'] }] },
  {
    name: 'segment.and-constraint',
    strategies: [{ ...half('segmented'), constraints: [pro], segments: ['big carts'] }],
  },
  {
    name: 'segment.versions',
    strategies: [{ name: 'default', segments: ['new versions, kundenkreis größe'] }],
  },
  { name: 'segment.empty', strategies: [{ name: 'default', segments: ['empty'] }] },
  {
    name: 'segment.either',
    strategies: [
      { name: 'default', segments: ['big carts'] },
      { name: 'default', segments: ['paying customers'] },
    ],
  },
];
