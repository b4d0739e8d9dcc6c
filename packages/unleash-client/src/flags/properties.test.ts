import type { BootstrapData } from '@unleash-client/bootstrap';
import type { Context } from '@unleash-client/core';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { NOWHERE } from '../testing/create-test-client.testing';
import { UnleashClient } from '../unleash-client';
import type { Fallback, FallbackVariant } from './fallback';

const raise = (): never => {
  throw new Error('boom');
};
const hostile = () => new Proxy({}, new Proxy({}, { get: () => raise }));

/** A value to be made when it is used: one whose traps throw cannot even be handed around. */
type Made = () => unknown;

const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', '');
const made = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Made> => values.map((value) => () => value);
const odd: fc.Arbitrary<Made> = fc.oneof(
  made(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })),
  made(fc.constantFrom<unknown>(raise, Symbol('x'), Number.NaN, 7n)),
  fc.constant(hostile),
);

const constraint = fc.record({
  contextName: fc.constantFrom('userId', 'sessionId', 'plan', 'currentTime', '__proto__'),
  operator: fc.constantFrom(
    'IN',
    'NOT_IN',
    'STR_CONTAINS',
    'NUM_GT',
    'DATE_AFTER',
    'SEMVER_GT',
    'IN_CIDR',
    'ODD',
  ),
  values: fc.array(fc.constantFrom('7', 'a', '')),
  value: fc.constantFrom('7', '1.0.0', '2026-01-01', ''),
  inverted: fc.boolean(),
});
const strategy = fc.record(
  {
    name: fc.constantFrom('default', 'flexibleRollout', 'userWithId', 'Odd', 'unknown'),
    parameters: fc.record({
      rollout: fc.constantFrom('0', '50', '100', 'x'),
      userIds: fc.constantFrom('7', 'a'),
    }),
    constraints: fc.array(constraint, { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
);
const flag = fc.record(
  {
    name,
    enabled: fc.constantFrom<unknown>(true, true, true, false, 'odd'),
    impressionData: fc.boolean(),
    strategies: fc.oneof(
      { weight: 5, arbitrary: fc.array(strategy, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    variants: fc.oneof(fc.array(fc.record({ name, weight: fc.nat(3) }), { maxLength: 2 }), fc.jsonValue()),
    dependencies: fc.array(fc.record({ feature: name }), { maxLength: 1 }),
  },
  { requiredKeys: ['name', 'enabled'] },
);
const payload = fc.record({
  features: fc.array(fc.oneof({ weight: 8, arbitrary: flag }, { weight: 1, arbitrary: fc.jsonValue() }), {
    maxLength: 6,
  }),
});
const fields = fc.array(fc.tuple(fc.constantFrom('userId', 'sessionId', 'plan', 'currentTime'), odd));
const makeFields = (entries: readonly [string, Made][]) =>
  Object.fromEntries(entries.map(([key, make]) => [key, make()]));
const context: fc.Arbitrary<Made> = fc.oneof(
  made(fc.record({ userId: fc.constantFrom<unknown>('7', 'a', 7) })),
  fc.tuple(fields, fields).map(([own, inner]) => () => ({
    ...makeFields(own),
    properties: makeFields(inner),
  })),
  odd,
);
const fallback = fc.oneof(
  made(
    fc.constantFrom<unknown>(
      undefined,
      true,
      false,
      raise,
      () => true,
      async () => false,
    ),
  ),
  odd,
);

test('nothing throws, and evaluate and isEnabled agree, for any payload, context and fallback', () => {
  // Without a clock that goes on: constraints can ask for digits of the current time.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  fc.assert(
    fc.property(
      payload,
      context,
      fallback,
      fc.oneof(made(name), odd),
      odd,
      (body, given, makeSpare, asked, answer) => {
        const spare = makeSpare();
        const client = new UnleashClient({
          url: NOWHERE,
          appName: 'a',
          logLevel: 'silent',
          bootstrap: body as BootstrapData,
          customStrategies: {
            Odd: {
              apply: () => answer() as boolean,
            },
          },
          eventCallback: raise,
        });
        const where = given() as Context;
        // Without chance: some strategies throw a dice.
        const random = Math.random;
        Math.random = () => 0.5;
        try {
          for (const which of ['a', 'b', '__proto__', 'constructor', '', asked() as string]) {
            const enabled = client.isEnabled(which, where, spare as Fallback);
            const evaluation = client.evaluate(which, where, spare as Fallback);
            expect(typeof enabled).toBe('boolean');
            expect(evaluation.enabled).toBe(enabled);
            const bare = client.isEnabled(which, where);
            expect(client.evaluate(which, where).enabled).toBe(bare);
            expect(client.explain(which, where).evaluation.enabled).toBe(bare);
            expect(client.evaluateAll(where).get(which)?.enabled ?? false).toBe(bare);
            expect(client.getVariant(which, where)).toEqual(client.evaluate(which, where).variant);
            expect(typeof client.getVariant(which, where, spare as FallbackVariant).name).toBe('string');
          }
          client.featureDefinitions();
        } finally {
          Math.random = random;
          void client.destroy();
        }
      },
    ),
    { numRuns: 300 },
  );
});
