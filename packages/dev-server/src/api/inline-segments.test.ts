import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';
import { expect, test } from 'vitest';
import { inlineSegments } from './inline-segments';

const own = { contextName: 'plan', operator: 'IN', values: ['pro'] } as const;
const shared = { contextName: 'country', operator: 'IN', values: ['SE'] } as const;
const segments = new Map<number, SegmentDefinition>([[1, { id: 1, constraints: [shared] }]]);

test('puts the constraints of segments behind those of the strategy', () => {
  const flag: FlagDefinition = {
    name: 'a',
    enabled: true,
    strategies: [{ name: 'default', constraints: [own], segments: [1] }],
  };
  expect(inlineSegments(flag, segments).strategies).toEqual([
    { name: 'default', constraints: [own, shared] },
  ]);
});

test('leaves a segment that does not exist, so that the strategy never passes', () => {
  const flag: FlagDefinition = {
    name: 'a',
    enabled: true,
    strategies: [{ name: 'default', segments: [1, 2] }],
  };
  expect(inlineSegments(flag, segments).strategies).toEqual([
    { name: 'default', constraints: [shared], segments: [2] },
  ]);
});

test('leaves flags without segments alone', () => {
  const flag: FlagDefinition = { name: 'a', enabled: true, strategies: [{ name: 'default' }] };
  expect(inlineSegments(flag, segments)).toBe(flag);
});
