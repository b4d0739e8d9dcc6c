import { describe, expect, test, vi } from 'vitest';
import { compile } from './compile';
import type { Context } from './context/context';
import { evaluate, toContext, unanswered } from './evaluate';
import { flagSetOf } from './flag-set-of.testing';
import { parsePayload } from './parse/parse-payload';

const features = [
  { name: 'on', enabled: true },
  { name: 'off', enabled: false },
  { name: 'bad', enabled: 'yes' },
  { name: 'passes', enabled: true, strategies: [{ name: 'default' }] },
  { name: 'fails', enabled: true, strategies: [{ name: 'nope' }] },
  { name: 'throws', enabled: true, strategies: [{ name: 'boom' }] },
  { name: 'child', enabled: true, dependencies: [{ feature: 'off' }] },
];
const boom = {
  apply(): boolean {
    throw new Error('boom');
  },
};
const { flagSet } = flagSetOf({ features }, { strategies: { boom } });

test.each([
  ['on', { enabled: true, reason: 'no-strategies' }],
  ['off', { enabled: false, reason: 'disabled' }],
  ['bad', { enabled: false, reason: 'malformed' }],
  ['passes', { enabled: true, reason: 'strategy', strategy: { index: 0, name: 'default' } }],
  ['fails', { enabled: false, reason: 'no-match' }],
  ['throws', { enabled: false, reason: 'error' }],
  ['child', { enabled: false, reason: 'parent', parent: 'off' }],
  ['nobody', { enabled: false, reason: 'not-found' }],
])('the evaluation of %s is %o', (name, expected) => {
  const variant = { name: 'disabled', enabled: false, feature_enabled: expected.enabled };
  expect(evaluate(flagSet, name)).toEqual({ flag: name, ...expected, variant, impressionData: false });
});

test('rule 26: only an unknown flag, none loaded and a strategy that threw leave the answer to a fallback', () => {
  const reasons = features.map(({ name }) => evaluate(flagSet, name).reason);
  expect(reasons.filter((reason) => ['not-found', 'not-ready', 'error'].includes(reason))).toEqual(['error']);
  expect(unanswered('any', 'not-ready')).toEqual({
    flag: 'any',
    enabled: false,
    variant: { name: 'disabled', enabled: false, feature_enabled: false },
    reason: 'not-ready',
    impressionData: false,
  });
});

test.each([
  [true, true],
  [false, false],
  [undefined, false],
  [null, false],
])('rule 30: impressionData %o reads as %o, also for a flag that is off', (impressionData, expected) => {
  for (const enabled of [true, false]) {
    const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled, impressionData }] });
    expect(evaluate(flagSet, 'flag').impressionData).toBe(expected);
  }
});

test("rule 30: a parent's impressionData says nothing of its child, and unknown flags have none", () => {
  const parent = { name: 'parent', enabled: true, impressionData: true };
  const { flagSet } = flagSetOf({
    features: [parent, { name: 'child', enabled: true, dependencies: [{ feature: 'parent' }] }],
  });
  expect(evaluate(flagSet, 'child').impressionData).toBe(false);
  expect(evaluate(flagSet, 'nobody').impressionData).toBe(false);
});

test('rules 24 and 29: an evaluation is a record; evaluating has no other effect, parents included', () => {
  const onIssue = vi.fn();
  const { payload } = parsePayload({
    features: [
      { name: 'on', enabled: true },
      { name: 'child', enabled: true, dependencies: [{ feature: 'on' }] },
    ],
  });
  if (payload === null) throw new Error('the body is refused');
  const counter = { asked: 0 };
  const set = compile(payload, { now: () => 0, random: () => 0, tag: () => counter, onIssue });
  for (let call = 0; call < 3; call++) evaluate(set, 'child');
  expect(counter.asked).toBe(0);
  expect(onIssue).not.toHaveBeenCalled();
});

describe('evaluate takes anything for a context', () => {
  test.each([
    undefined,
    null,
    'text',
    7,
    true,
    7n,
    Symbol('x'),
    () => 'x',
    [],
    new Map(),
    Object.create(null),
  ])('such as %s', (context) => {
    const strategies = [{ name: 'flexibleRollout', parameters: { rollout: '60' } }];
    const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
    expect(evaluate(flagSet, 'flag', context as Context).enabled).toBe(true);
    expect(Object.keys(toContext(context))).toEqual([]);
  });

  test('such as a proxy that throws, or one that was revoked', () => {
    const traps: ProxyHandler<object> = new Proxy(
      {},
      {
        get: () => () => {
          throw new Error('boom');
        },
      },
    );
    const revocable = Proxy.revocable({}, {});
    revocable.revoke();
    for (const context of [new Proxy({}, traps), revocable.proxy]) {
      for (const { name } of features)
        expect(evaluate(flagSet, name, context).enabled).toBe(evaluate(flagSet, name).enabled);
    }
  });
});

test('evaluate takes anything for a name', () => {
  for (const name of [undefined, null, 7, {}, Symbol('x')]) {
    expect(evaluate(flagSet, name as unknown as string)).toMatchObject({
      enabled: false,
      reason: 'not-found',
    });
  }
});
