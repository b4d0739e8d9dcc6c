import type { Context, Parameters, Strategy } from '@unleash-client/core';
import type { StrategyExample } from '../strategy/strategy-example';
import type { StrategyRule } from '../strategy/strategy-rule';

/** A strategy that keeps all rules, in both forms. */
export const passes = ({ tiers = '' }: Parameters, { properties }: Context): boolean =>
  tiers.split(',').includes(String(properties?.tier));

/** What it answers. */
export const tierExamples: readonly StrategyExample[] = [
  { parameters: { tiers: 'pro,max' }, context: { properties: { tier: 'max' } }, enabled: true },
  { parameters: { tiers: 'pro,max' }, context: { properties: { tier: 'free' } }, enabled: false },
  { parameters: { tiers: 'free' }, context: { properties: { tier: 'free' } }, enabled: true },
];

interface Mutant {
  readonly create: () => Strategy;
  readonly examples?: readonly StrategyExample[];
  /** Rules that no strategy with this fault can keep, besides the one it is about. */
  readonly also?: readonly StrategyRule[];
}

/** For each rule a strategy, or examples, that break it. */
export const strategyMutants: Readonly<Record<StrategyRule, Mutant>> = {
  // Core refuses functions, since each has a method called `apply`.
  shape: { create: () => Object.assign(() => true, { apply: passes }), also: ['examples-in-flag'] },
  'odd-parameters': {
    create: () => ({
      apply: (parameters, context) => (parameters.tiers as string).length > 0 && passes(parameters, context),
    }),
  },
  'odd-contexts': {
    create: () => ({
      apply: (parameters, context) =>
        (context.properties as { tier: string }).tier.length > 0 && passes(parameters, context),
    }),
  },
  'inputs-kept': {
    create: () => ({
      apply: (parameters, context) => {
        if (context.properties) Object.assign(context.properties, { isSeen: true });
        return passes(parameters, context);
      },
    }),
  },
  deterministic: {
    create: () => {
      let calls = 0;
      return { apply: (...asked) => passes(...asked) !== (++calls % 50 === 0) };
    },
  },
  'flags-apart': {
    create: () => {
      let latest: Parameters = {};
      return {
        compile: (parameters) => {
          latest = parameters;
          return (context) => passes(latest, context);
        },
      };
    },
  },
  'both-answers': {
    create: () => ({ apply: passes }),
    examples: tierExamples.filter(({ enabled }) => enabled),
  },
  examples: { create: () => ({ apply: () => true }), also: ['examples-in-flag'] },
  // Numbers never arrive: parameters are texts.
  'examples-in-flag': {
    create: () => ({ apply: ({ seats }) => Number.isInteger(seats) && Number(seats) > 5 }),
    examples: [7, 3].map((seats) => ({
      parameters: { seats } as unknown as Parameters,
      context: {},
      enabled: seats > 5,
    })),
  },
};
