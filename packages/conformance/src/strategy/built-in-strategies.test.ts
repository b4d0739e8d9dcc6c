import { builtInStrategyNames, compile, evaluate, parsePayload, type Strategy } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { strategyConformance } from './strategy-conformance';
import type { StrategyExample } from './strategy-example';

/** A built-in strategy in the form of a custom one: a flag that has it and nothing else. */
const builtIn = (name: string): Strategy => ({
  compile(parameters) {
    const features = [{ name: 'flag', enabled: true, strategies: [{ name, parameters }] }];
    const { payload } = parsePayload({ features });
    if (payload === null) throw new Error('the payload is refused');
    const flags = compile(payload, { now: Date.now, random: Math.random, hostname: 'here' });
    return (context) => evaluate(flags, 'flag', context).enabled;
  },
});

const onAndOff = (
  parameters: [on: Record<string, string>, off: Record<string, string>],
  context: StrategyExample['context'],
): StrategyExample[] => [
  { parameters: parameters[0], context, enabled: true },
  { parameters: parameters[1], context, enabled: false },
];

const percentages = { groupId: 'group', percentage: '100' };
const none = { ...percentages, percentage: '0' };
const examples: Readonly<Record<string, readonly StrategyExample[]>> = {
  default: [{ parameters: {}, context: {}, enabled: true }],
  userWithId: onAndOff([{ userIds: '6, 7' }, { userIds: '77' }], { userId: '7' }),
  gradualRolloutUserId: onAndOff([percentages, none], { userId: '7' }),
  gradualRolloutSessionId: onAndOff([percentages, none], { sessionId: 's' }),
  gradualRolloutRandom: onAndOff([percentages, none], {}),
  flexibleRollout: onAndOff(
    [
      { rollout: '100', stickiness: 'plan', groupId: 'group' },
      { rollout: '0', stickiness: 'default', groupId: 'group' },
    ],
    { userId: '7', properties: { plan: 'pro' } },
  ),
  remoteAddress: onAndOff([{ IPs: '10.0.0.0/8, ::1' }, { IPs: '11.0.0.1' }], { remoteAddress: '10.1.2.3' }),
  applicationHostname: onAndOff([{ hostNames: 'there,HERE' }, { hostNames: 'there' }], {}),
};

test('every built-in strategy has examples', () => {
  expect(Object.keys(examples)).toEqual(builtInStrategyNames);
});

describe.each(builtInStrategyNames)('the built-in strategy %s', (name) => {
  strategyConformance({
    test,
    create: () => builtIn(name),
    examples: examples[name],
    skip: name === 'default' ? ['both-answers'] : [],
  });
});
