import { AssertionError } from 'node:assert';
import type { Strategy } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { brokenRules, runRules } from '../testing/run-rules';
import { passes, strategyMutants, tierExamples } from '../testing/strategy-mutants';
import { type StrategyConformanceOptions, strategyConformance } from './strategy-conformance';
import type { StrategyRule } from './strategy-rule';

const rules = Object.keys(strategyMutants) as StrategyRule[];
const outcomesOf = (options: Omit<StrategyConformanceOptions, 'test'>) =>
  runRules((record) => strategyConformance({ test: record, ...options }));

describe('a strategy that keeps the rules', () => {
  test.each<[form: string, strategy: Strategy]>([
    ['apply', { apply: passes }],
    ['compile', { compile: (parameters) => (context) => passes(parameters, context) }],
  ])('passes them all, written as %s', async (_, strategy) => {
    const outcomes = await outcomesOf({ create: () => strategy, examples: tierExamples });
    expect([...outcomes.keys()]).toEqual(rules);
    expect([...outcomes.values()].filter(Boolean)).toEqual([]);
  });
});

describe('a strategy with one fault', () => {
  test.each(rules)('breaks the rule %s', async (rule) => {
    const { create, examples = tierExamples, also = [] } = strategyMutants[rule];
    expect(brokenRules(await outcomesOf({ create, examples })).sort()).toEqual([rule, ...also].sort());
  });

  test.each<[string, () => unknown]>([
    ['a promise of true', async () => true],
    ['a promise that rejects', async () => raise('late')],
    ['1', () => 1],
    ['"true"', () => 'true'],
    ['nothing', () => undefined],
  ])('that answers %s is told so', async (_, apply) => {
    const outcomes = await outcomesOf({ create: () => ({ apply }) as Strategy });
    expect(brokenRules(outcomes)).toEqual(
      expect.arrayContaining(['odd-parameters', 'odd-contexts', 'deterministic']),
    );
    expect(outcomes.get('deterministic')?.message).toMatch(/must answer true or false, and answered /);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object without methods', {}],
    ['a compile that is no function', { compile: true, apply: passes }],
  ])('that is %s is told so', async (_, strategy) => {
    const outcomes = await outcomesOf({ create: () => strategy as Strategy });
    expect(outcomes.get('shape')?.message).toContain('must be an object with a method apply or compile');
    expect([...outcomes.values()].every((error) => error instanceof AssertionError)).toBe(true);
  });
});

test('a failure tells the question, shortened, and keeps what was thrown', async () => {
  const boom = new RangeError('boom');
  const apply = ({ tiers = '' }) => {
    if (tiers.length > 1000) throw boom;
    return false;
  };
  const error = (await outcomesOf({ create: () => ({ apply }), examples: tierExamples })).get(
    'odd-parameters',
  );
  expect(error?.message).toContain(
    'the strategy threw RangeError: boom, asked with parameters {"tiers":"xxx',
  );
  expect(error?.message.length).toBeLessThan(1000);
  expect(error?.cause).toBe(boom);
});

describe('examples', () => {
  test('are asked for when there are none, and the rules about them are left out', async () => {
    const outcomes = await outcomesOf({ create: () => ({ apply: () => false }) });
    expect(brokenRules(outcomes)).toEqual(['both-answers']);
    expect(outcomes.get('both-answers')?.message).toContain(
      "give an example with enabled: true, or add 'both-answers' to skip",
    );
    expect([...outcomes.keys()]).not.toContain('examples');
  });

  test('that come out otherwise are shown', async () => {
    const outcomes = await outcomesOf({ create: () => ({ apply: () => false }), examples: tierExamples });
    const asked = 'for parameters {"tiers":"pro,max"} and context {"properties":{"tier":"max"}}';
    expect(outcomes.get('examples')?.message).toContain(`expected true, got false ${asked}`);
    expect(outcomes.get('examples-in-flag')?.message).toContain(
      `expected the flag to be on, it is off ${asked}`,
    );
  });
});

test('options that cannot be are refused at once', () => {
  const given = (options: object) => () =>
    strategyConformance({
      test: () => undefined,
      create: () => ({ apply: passes }),
      ...options,
    } as StrategyConformanceOptions);
  expect(given({ test: 7 })).toThrow(new TypeError('test must be a function, got number'));
  expect(given({ create: { apply: passes } })).toThrow('create must be a function, got object');
  expect(given({ skip: ['determinstic'] })).toThrow(
    /got 'determinstic'; known are shape, .*, examples-in-flag$/,
  );
});

function raise(message: string): never {
  throw new Error(message);
}
