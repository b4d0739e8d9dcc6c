import { compile, evaluate, type Issue, parsePayload, type Strategy } from '@unleash-client/core';
import { expectThat } from '../expect-that';
import { show } from '../show';
import { ask } from './ask';
import { completeContext } from './odd-inputs';
import type { StrategyExample } from './strategy-example';
import type { StrategyRules } from './strategy-rule';

const NAME = 'conformance-strategy';

/** What a strategy is for, by examples. */
export const exampleRules = {
  'both-answers': {
    title: 'has an example that turns a flag on, and one that does not',
    async check({ examples }) {
      for (const expected of [true, false]) {
        const isThere = examples.some(({ enabled }) => enabled === expected);
        expectThat(isThere, `give an example with enabled: ${expected}, or add 'both-answers' to skip`);
      }
    },
  },
  examples: {
    title: 'answers as its examples say',
    async check({ create, examples }) {
      for (const { parameters, context, enabled } of examples) {
        const answer = ask(create(), parameters, completeContext(context));
        expectThat(
          answer === enabled,
          `expected ${enabled}, got ${answer} for parameters ${show(parameters)} and context ${show(context)}`,
        );
      }
    },
  },
  'examples-in-flag': {
    title: 'turns flags on and off as its examples say',
    async check({ create, examples }) {
      for (const example of examples) expectFlag(create(), example);
    },
  },
} satisfies StrategyRules;

/** Takes the whole way of a flag: from what a server sends to an evaluation. */
function expectFlag(strategy: Strategy, { parameters, context, enabled }: StrategyExample): void {
  const { payload } = parsePayload({
    features: [{ name: 'flag', enabled: true, strategies: [{ name: NAME, parameters }] }],
  });
  expectThat(payload !== null, 'core has refused the flag');
  const issues: Issue[] = [];
  const flags = compile(payload, {
    now: Date.now,
    random: Math.random,
    strategies: { [NAME]: strategy },
    onIssue: (issue) => issues.push(issue),
  });
  const evaluation = evaluate(flags, 'flag', context);
  const asked = `parameters ${show(parameters)} and context ${show(context)}`;
  const [issue] = issues;
  expectThat(issue === undefined, `${issue?.message}, asked with ${asked}`);
  const state = (isOn: boolean) => (isOn ? 'on' : 'off');
  expectThat(
    evaluation.enabled === enabled,
    `expected the flag to be ${state(enabled)}, it is ${state(evaluation.enabled)} for ${asked}`,
  );
}
