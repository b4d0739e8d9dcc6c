import { parsePayload } from '@unleash-client/core';
import { expect, test } from 'vitest';
import { findExclusion } from './find-exclusion';
import type { PlaygroundAnswer } from './playground-answer';
import type { ServerContext } from './server-context';

const ada: ServerContext = { appName: 'e2e', userId: 'ada', properties: {} };
const nobody: ServerContext = { appName: 'e2e', properties: {} };
const jose: ServerContext = { appName: 'e2e', userId: 'josé', properties: {} };

const off = { enabled: false, variant: { name: 'disabled', enabled: false, feature_enabled: false } };

/** Judges the flag `asked`, among others that it may depend on. */
const judge = (context: ServerContext, asked: object, ...others: object[]) => {
  const features = [{ name: 'asked', ...asked }, ...others].map((flag) => ({ enabled: true, ...flag }));
  const { payload, issues } = parsePayload({ features });
  if (payload === null) throw new Error('the payload is malformed');
  expect(issues).toEqual([]);
  const answer: PlaygroundAnswer = new Map(
    [...payload.flags.keys()].map((name) => [name, { ...off, isUnknown: name === 'unknown' }]),
  );
  const flag = payload.flags.get('asked');
  if (flag === undefined) throw new Error('there is no flag to judge');
  return findExclusion(flag, context, payload, answer);
};

const rollout = (percentage: string, stickiness: string) => ({
  name: 'flexibleRollout',
  parameters: { rollout: percentage, stickiness, groupId: 'g' },
});
const constrained = (constraint: object) => ({
  strategies: [{ name: 'default', constraints: [constraint] }],
});
const variants = (stickiness: string) => [
  { name: 'a', weight: 500, stickiness },
  { name: 'b', weight: 500, stickiness },
];

test('a flag whose outcome is determined is compared', () => {
  expect(
    judge(ada, { strategies: [rollout('50', 'default')], variants: variants('userId') }),
  ).toBeUndefined();
  expect(judge(nobody, { strategies: [rollout('100', 'random')] })).toBeUndefined();
  expect(judge(nobody, { strategies: [rollout('50', 'tenant')] })).toBeUndefined();
});

test('a rollout without an id is left out', () => {
  const chance = { reason: 'chance decides', part: 'flag' };
  expect(judge(nobody, { strategies: [rollout('50', 'default')] })).toEqual(chance);
  expect(judge(ada, { strategies: [rollout('50', 'random')] })).toEqual(chance);
});

test('of variants without an id only the choice is left out', () => {
  const chance = { reason: 'chance decides', part: 'variant' };
  expect(judge(nobody, { strategies: [], variants: variants('default') })).toEqual(chance);
  expect(
    judge(ada, { strategies: [{ ...rollout('100', 'default'), variants: variants('tenant') }] }),
  ).toEqual(chance);
});

test('a constraint that the playground judges by other rules is left out', () => {
  const inList = { contextName: 'plan', operator: 'IN', values: ['pro'], caseInsensitive: true };
  expect(judge(ada, constrained(inList))).toEqual({ reason: 'IN without case', part: 'flag' });
  const padded = { contextName: 'plan', operator: 'STR_CONTAINS', values: [' pro'] };
  expect(judge(ada, constrained(padded))).toEqual({
    reason: 'STR value with blanks around it',
    part: 'flag',
  });
});

test('an id that is not ASCII is left out where it is both hashed and compared', () => {
  const both = {
    strategies: [
      {
        ...rollout('50', 'userId'),
        constraints: [{ contextName: 'userId', operator: 'IN', values: ['josé'] }],
      },
    ],
  };
  expect(judge(jose, both)).toEqual({ reason: 'non-ASCII id both hashed and compared', part: 'flag' });
  expect(judge(ada, both)).toBeUndefined();
  expect(judge(jose, { strategies: [rollout('50', 'userId')] })).toBeUndefined();
});

test('a flag is as comparable as its parents', () => {
  const parent = { name: 'parent', strategies: [rollout('50', 'random')] };
  expect(judge(ada, { strategies: [], dependencies: [{ feature: 'parent' }] }, parent)).toEqual({
    reason: 'chance decides',
    part: 'flag',
  });
  const unknown = { name: 'unknown', strategies: [{ name: 'lunarPhase' }] };
  expect(judge(ada, { strategies: [], dependencies: [{ feature: 'unknown' }] }, unknown)).toEqual({
    reason: 'strategy that the playground does not know',
    part: 'flag',
  });
  const mustBeOff = { strategies: [], dependencies: [{ feature: 'parent', enabled: false }] };
  expect(judge(ada, mustBeOff, parent)).toEqual({ reason: 'parent that must be off', part: 'flag' });
});

test('a parent’s random variant matters only where it is asked for', () => {
  const parent = { name: 'parent', strategies: [], variants: variants('random') };
  expect(judge(ada, { strategies: [], dependencies: [{ feature: 'parent' }] }, parent)).toBeUndefined();
  const picky = { strategies: [], dependencies: [{ feature: 'parent', variants: ['a'] }] };
  expect(judge(ada, picky, parent)).toEqual({ reason: 'chance decides', part: 'flag' });
});
