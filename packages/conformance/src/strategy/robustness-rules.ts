import assert from 'node:assert/strict';
import type { Context, Parameters } from '@unleash-client/core';
import { expectThat } from '../expect-that';
import { show } from '../show';
import { ask, prepare } from './ask';
import { deepFreeze } from './deep-freeze';
import { completeContext, oddContexts, oddParameters } from './odd-inputs';
import type { StrategyBench } from './strategy-bench';
import type { StrategyRules } from './strategy-rule';

const ROUNDS = 100;

type Question = readonly [parameters: Parameters, context: Context];

/** What has to hold whatever a strategy is asked. */
export const robustnessRules = {
  shape: {
    title: 'is an object with a method apply or compile',
    async check({ create }) {
      const strategy: unknown = create();
      const isObject = typeof strategy === 'object' && strategy !== null;
      const { apply, compile } = (isObject ? strategy : {}) as Record<'apply' | 'compile', unknown>;
      const isUsable =
        typeof compile === 'function' || (compile === undefined && typeof apply === 'function');
      expectThat(
        isUsable,
        `a strategy must be an object with a method apply or compile, got ${show(strategy)}`,
      );
    },
  },
  'odd-parameters': {
    title: 'answers true or false for any parameters, missing and unknown ones included',
    async check(bench) {
      const [strategy, contexts] = [bench.create(), exampleQuestions(bench).map(([, context]) => context)];
      for (const parameters of oddParameters(bench.examples)) {
        for (const context of contexts) ask(strategy, parameters, context);
      }
    },
  },
  'odd-contexts': {
    title: 'answers true or false for any context, an empty one included',
    async check(bench) {
      const strategy = bench.create();
      const known = exampleQuestions(bench).map(([parameters]) => parameters);
      for (const context of oddContexts(bench.examples)) {
        for (const parameters of known) ask(strategy, parameters, context);
      }
    },
  },
  'inputs-kept': {
    title: 'changes neither its parameters nor the context, and needs to change neither',
    async check(bench) {
      for (const question of exampleQuestions(bench)) {
        const [given, expected] = [structuredClone(question), structuredClone(question)];
        ask(bench.create(), ...given);
        assert.deepEqual(given, expected, `the strategy changed ${show(expected)} to ${show(given)}`);
        // What is frozen cannot even be changed and changed back.
        ask(bench.create(), ...deepFreeze(expected));
      }
    },
  },
  deterministic: {
    title: 'gives the same answer to the same question, whatever it was asked in between',
    async check(bench) {
      const strategy = bench.create();
      const first = exampleQuestions(bench).map((question) => ask(strategy, ...question));
      for (let round = 0; round < ROUNDS; round++) {
        for (const [index, question] of exampleQuestions(bench).entries()) {
          const answer = ask(strategy, ...question);
          expectThat(
            answer === first[index],
            `the answer was ${first[index]}, then ${answer}, to ${show(question)}`,
          );
        }
      }
    },
  },
  'flags-apart': {
    title: 'keeps apart what it was told for different flags',
    async check(bench) {
      const shared = bench.create();
      // All are prepared before the first is asked: what one of them leaves in the strategy, the others meet.
      const prepared = exampleQuestions(bench).map((question) => ({
        question,
        alone: ask(bench.create(), ...question),
        together: prepare(shared, question[0]),
      }));
      for (const { question, alone, together } of prepared) {
        const answer = together(question[1]);
        expectThat(
          answer === alone,
          `the answer is ${alone}, but ${show(answer)} where several flags use the strategy, to ${show(question)}`,
        );
      }
    },
  },
} satisfies StrategyRules;

/** The questions of the examples; without any, one that holds nothing. */
function exampleQuestions({ examples }: StrategyBench): Question[] {
  if (examples.length === 0) return [[{}, completeContext({})]];
  return examples.map(({ parameters, context }): Question => [parameters, completeContext(context)]);
}
