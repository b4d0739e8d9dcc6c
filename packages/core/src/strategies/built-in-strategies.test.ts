import { expect, test } from 'vitest';
import { compile } from '../compile';
import { evaluate } from '../evaluate';
import { flagSetOf } from '../flag-set-of.testing';
import { parsePayload } from '../parse/parse-payload';
import { passes } from '../passes.testing';
import { builtInStrategyNames } from './built-in-strategies';

test('rule 22: there are eight built-in strategies', () => {
  expect([...builtInStrategyNames].sort()).toEqual([
    'applicationHostname',
    'default',
    'flexibleRollout',
    'gradualRolloutRandom',
    'gradualRolloutSessionId',
    'gradualRolloutUserId',
    'remoteAddress',
    'userWithId',
  ]);
});

test('rule 22: default is on for everybody', () => {
  expect(passes({ name: 'default' })).toBe(true);
  expect(passes({ name: 'default', parameters: { anything: 'at all' } }, { userId: '7' })).toBe(true);
});

test.each(['nope', '', 'Default', '__proto__', 'constructor', 'toString'])(
  'rule 22: an unknown strategy, %o, is off, with one warning',
  (name) => {
    const { flagSet, issues } = flagSetOf({
      features: [{ name: 'flag', enabled: true, strategies: [{ name }] }],
    });
    for (let call = 0; call < 3; call++) {
      expect(evaluate(flagSet, 'flag')).toMatchObject({ enabled: false, reason: 'no-match' });
    }
    expect(issues).toMatchObject([{ kind: 'unknown-strategy', path: 'features["flag"].strategies[0]' }]);
  },
);

test('rule 22: a flag that has an unknown strategy many times is told of once for each name', () => {
  const strategies = ['a', 'b', 'a', 'b', 'a'].map((name) => ({ name }));
  const { flagSet, issues } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  evaluate(flagSet, 'flag');
  expect(issues.map(({ path }) => path)).toEqual([
    'features["flag"].strategies[0]',
    'features["flag"].strategies[1]',
  ]);
});

test('rule 22: a strategy of unknown name leaves the others alone', () => {
  const strategies = [{ name: 'nope' }, { name: 'default' }];
  const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  expect(evaluate(flagSet, 'flag')).toMatchObject({ enabled: true, strategy: { index: 1 } });
});

test.each(builtInStrategyNames)('rule 22: a custom strategy may not replace %s', (name) => {
  const { payload } = parsePayload({ features: [] });
  if (payload === null) throw new Error('the body is refused');
  const options = { now: Date.now, random: Math.random, strategies: { [name]: { apply: () => true } } };
  expect(() => compile(payload, options)).toThrow(TypeError);
  expect(() => compile(payload, options)).toThrow(name);
});

test.each(['__proto__', 'constructor', 'toString', ''])(
  'rule 28: a custom strategy may be called %o',
  (name) => {
    const strategies = Object.fromEntries([[name, { apply: () => true }]]);
    expect(passes({ name }, {}, { strategies })).toBe(true);
  },
);
