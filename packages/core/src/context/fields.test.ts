import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyContext } from '../any-context.testing';
import { capturedFeatures } from '../captured-features.testing';
import { compile } from '../compile';
import { evaluate } from '../evaluate';
import { explain } from '../explain';
import type { FlagSet } from '../flag-set';
import { flagSetOf } from '../flag-set-of.testing';
import { parsePayload } from '../parse/parse-payload';
import { re2 } from '../re2';
import type { Context } from './context';

const is = (contextName: string, ...values: string[]) => ({ contextName, operator: 'IN', values });
const flag = (name: string, ...constraints: object[]) => ({
  name,
  enabled: true,
  strategies: [{ name: 'default', constraints }],
});
const twice = flag('twice', is('plan', 'gold'), is('plan', 'gold', 'silver'), is('country', 'SE'));
const gold = { properties: { plan: 'gold', country: 'SE' } };
const silver = { properties: { plan: 'silver', country: 'SE' } };

test('a field that two constraints ask for is read once in an evaluation', () => {
  let reads = 0;
  const properties = {
    country: 'SE',
    get plan() {
      reads += 1;
      return 'gold';
    },
  };
  const { flagSet } = flagSetOf({ features: [twice] });
  expect(evaluate(flagSet, 'twice', { properties }).enabled).toBe(true);
  expect(reads).toBe(1);
  evaluate(flagSet, 'twice', { properties });
  expect(reads).toBe(2);
});

test('what an evaluation has read is not left to the next one, nor to an explanation', () => {
  const { flagSet } = flagSetOf({ features: [twice] });
  const context = { properties: { ...gold.properties } };
  expect(evaluate(flagSet, 'twice', context).enabled).toBe(true);
  context.properties.plan = 'silver';
  expect(evaluate(flagSet, 'twice', context).enabled).toBe(false);
  expect(explain(flagSet, 'twice', gold).strategies).toMatchObject([{ passes: true }]);
  expect(explain(flagSet, 'twice', silver).strategies).toMatchObject([{ passes: false }]);
});

test('a flag that is on for everybody still explains the strategies behind the first for each context', () => {
  const strategies = [{ name: 'default' }, ...twice.strategies];
  const { flagSet } = flagSetOf({ features: [{ name: 'on', enabled: true, strategies }] });
  expect(explain(flagSet, 'on', gold).strategies[1]).toMatchObject({ passes: true });
  expect(explain(flagSet, 'on', silver).strategies[1]).toMatchObject({ passes: false });
});

test('an evaluation inside a custom strategy changes nothing for the one around it', () => {
  const inside = (context: Context) => evaluate(flagSet, 'twice', context).enabled;
  const outer = {
    name: 'outer',
    enabled: true,
    strategies: [
      { name: 'asks', constraints: [is('plan', 'gold')] },
      { name: 'default', constraints: [is('plan', 'silver'), is('country', 'SE')] },
    ],
  };
  const asks = { apply: () => inside(silver) };
  const { flagSet }: { flagSet: FlagSet } = flagSetOf({ features: [twice, outer] }, { strategies: { asks } });
  expect(evaluate(flagSet, 'outer', gold).enabled).toBe(false);
  expect(evaluate(flagSet, 'outer', silver)).toMatchObject({ enabled: true, strategy: { index: 1 } });
});

test('an evaluation inside a getter changes nothing for the one around it', () => {
  const { flagSet } = flagSetOf({ features: [twice] });
  const context = {
    properties: {
      plan: 'gold',
      get country() {
        return evaluate(flagSet, 'twice', silver).enabled ? 'NO' : 'SE';
      },
    },
  };
  expect(evaluate(flagSet, 'twice', context).enabled).toBe(true);
});

test('evaluations in any order answer as each alone', () => {
  const { payload } = parsePayload(capturedFeatures);
  if (payload === null) throw new Error('the capture is no payload');
  const create = () => compile(payload, { now: () => 1_764_000_000_000, random: () => 0.5, regex: re2 });
  const shared = create();
  const names = [...payload.flags.keys()];
  const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const likely = fc.record({
    userId: some('1', '7', 'josé'),
    sessionId: some('7'),
    environment: some('dev', 'prod'),
    remoteAddress: some('10.0.0.1', '::1'),
    properties: fc.dictionary(
      fc.constantFrom('userId', 'country', 'plan', 'age', 'version', 'email', 'born'),
      fc.constantFrom('SE', 'gold', '42', '1.2.3', 'a@example.com', '2026-01-01T00:00:00Z'),
    ),
  });
  const someContext = fc.oneof(
    likely.map((context) => () => context),
    anyContext,
  );
  const question = fc.tuple(fc.constantFrom(...names), someContext);
  fc.assert(
    fc.property(fc.array(question, { minLength: 2, maxLength: 6 }), (questions) => {
      for (const [name, makeContext] of questions) {
        const context = makeContext();
        expect(evaluate(shared, name, context as Context)).toEqual(
          evaluate(create(), name, context as Context),
        );
      }
    }),
    { numRuns: 300 },
  );
});
