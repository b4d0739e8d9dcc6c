import { describe, expect, test, vi } from 'vitest';
import type { Context } from '../context/context';
import { evaluate } from '../evaluate';
import { flagSetOf, NOW } from '../flag-set-of.testing';
import type { Parameters, Strategy } from '../strategy';

const flagWith = (strategy: unknown, context: object = {}, more: object[] = [], parameters: object = {}) => {
  const strategies = [{ name: 'weekend', parameters }, ...more];
  const { flagSet, issues } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, strategies }] },
    { strategies: { weekend: strategy as Strategy }, appName: 'shop', environment: 'test' },
  );
  return { evaluation: evaluate(flagSet, 'flag', context as Context), issues };
};

describe('a custom strategy', () => {
  test('is asked by apply with its parameters as texts and the context', () => {
    const apply = vi.fn((_: Parameters, __: Context) => true);
    const { evaluation } = flagWith({ apply }, { userId: '7' }, [], {
      share: 5,
      on: true,
      day: 'sat',
      no: null,
      nothing: undefined,
    });
    expect(evaluation).toMatchObject({
      enabled: true,
      reason: 'strategy',
      strategy: { index: 0, name: 'weekend' },
    });
    expect(apply.mock.calls[0]?.[0]).toStrictEqual({ share: '5', on: 'true', day: 'sat' });
    expect(apply.mock.calls[0]?.[1]).toMatchObject({ userId: '7' });
  });

  test('is compiled once when it has compile, and asked on each evaluation', () => {
    const ask = vi.fn(() => true);
    const compileOnce = vi.fn(() => ask);
    const { flagSet } = flagSetOf(
      { features: [{ name: 'flag', enabled: true, strategies: [{ name: 'weekend' }] }] },
      { strategies: { weekend: { compile: compileOnce } } },
    );
    for (let call = 0; call < 3; call++) expect(evaluate(flagSet, 'flag').enabled).toBe(true);
    expect(compileOnce).toHaveBeenCalledTimes(1);
    expect(compileOnce).toHaveBeenCalledWith({});
    expect(ask).toHaveBeenCalledTimes(3);
  });

  test('keeps its this, be it an object or an instance of a class', () => {
    class Weekend {
      readonly day = 'sat';
      apply({ day }: Parameters): boolean {
        return day === this.day;
      }
    }
    expect(flagWith(new Weekend(), {}, [], { day: 'sat' }).evaluation.enabled).toBe(true);
  });

  test('may have an undefined compile beside its apply', () => {
    expect(flagWith({ apply: () => true, compile: undefined }).evaluation.enabled).toBe(true);
  });

  test('is not asked where a constraint fails', () => {
    const apply = vi.fn(() => true);
    const constraint = { contextName: 'userId', operator: 'IN', values: ['7'] };
    const { flagSet } = flagSetOf(
      {
        features: [
          { name: 'flag', enabled: true, strategies: [{ name: 'weekend', constraints: [constraint] }] },
        ],
      },
      { strategies: { weekend: { apply } } },
    );
    expect(evaluate(flagSet, 'flag', { userId: '8' }).enabled).toBe(false);
    expect(apply).not.toHaveBeenCalled();
  });
});

const thenable = { ['then' as string]: (resolve: (value: boolean) => void) => resolve(true) };

test.each([
  ['a promise of true', async () => true, 'a promise'],
  ['a promise that rejects', () => Promise.reject(new Error('late')), 'a promise'],
  ['a thenable', () => thenable, 'a promise'],
  ['1', () => 1, 'number'],
  ['"true"', () => 'true', 'string'],
  ['an object', () => ({}), 'object'],
  ['undefined', () => undefined, 'undefined'],
  ['null', () => null, 'object'],
])('a custom strategy that answers %s does not pass, and is reported', (_, answer, got) => {
  for (const strategy of [{ apply: answer }, { compile: () => answer }]) {
    const { evaluation, issues } = flagWith(strategy);
    expect(evaluation).toMatchObject({ enabled: false, reason: 'no-match' });
    expect(issues).toEqual([
      {
        kind: 'strategy-failed',
        path: 'features["flag"].strategies[0]',
        message: `strategy weekend must return true or false, got ${got}; it does not pass`,
      },
    ]);
  }
});

describe('rule 26: a custom strategy that fails', () => {
  const boom = new Error('boom');
  const raise = () => {
    throw boom;
  };

  test.each([
    ['throws when asked', { apply: raise }, 'threw'],
    ['throws when its compiled form is asked', { compile: () => raise }, 'threw'],
    ['throws when it is compiled', { compile: raise }, 'threw while it compiled its parameters'],
  ])('and %s leaves the answer to a fallback: reason error', (_, strategy, what) => {
    const { evaluation, issues } = flagWith(strategy);
    expect(evaluation).toMatchObject({ enabled: false, reason: 'error' });
    expect(issues[0]).toMatchObject({
      kind: 'strategy-failed',
      message: `strategy weekend ${what}`,
      cause: boom,
    });
  });

  test.each([
    ['null', null],
    ['an empty object', {}],
    ['a compile that returns no function', { compile: () => true }],
  ])('since it is %s leaves the answer to a fallback', (_, strategy) => {
    const { evaluation, issues } = flagWith(strategy);
    expect(evaluation).toMatchObject({ enabled: false, reason: 'error' });
    expect(issues[0]).toMatchObject({ kind: 'strategy-failed' });
  });

  test('does not keep a strategy behind it from passing', () => {
    const { evaluation } = flagWith({ apply: raise }, {}, [{ name: 'default' }]);
    expect(evaluation).toMatchObject({ enabled: true, strategy: { index: 1, name: 'default' } });
  });

  test('is the reason also when a strategy behind it does not pass', () => {
    const off = { name: 'userWithId', parameters: { userIds: '1' } };
    expect(flagWith({ apply: raise }, {}, [off]).evaluation.reason).toBe('error');
  });
});

describe('rule 10: the context of a custom strategy', () => {
  const seenBy = (context: object): Context => {
    const apply = vi.fn((_: Parameters, __: Context) => true);
    flagWith({ apply }, context);
    return apply.mock.calls[0]?.[1] as Context;
  };

  test('has appName, environment and currentTime filled in', () => {
    const currentTime = new Date(NOW);
    expect(seenBy({})).toEqual({ appName: 'shop', environment: 'test', currentTime });
    expect(seenBy({ appName: null, environment: undefined })).toMatchObject({
      appName: 'shop',
      environment: 'test',
    });
  });

  test('keeps what the context sets itself', () => {
    const context = {
      appName: 'desk',
      environment: 'prod',
      currentTime: '2020-01-01T00:00:00Z',
      plan: 'pro',
    };
    expect(seenBy({ ...context, properties: { a: 1 } })).toEqual({ ...context, properties: { a: 1 } });
  });

  test('rule 9: lacks fields whose getters throw', () => {
    const context = {
      userId: '7',
      get plan() {
        throw new Error('boom');
      },
    };
    expect(seenBy(context)).toMatchObject({ userId: '7' });
    expect(seenBy(context)).not.toHaveProperty('plan');
  });

  test('rule 28: keeps a field called __proto__ as a field', () => {
    const full = seenBy(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.getOwnPropertyDescriptor(full, '__proto__')?.value).toEqual({ polluted: true });
    expect(full.polluted).toBeUndefined();
  });
});

test('rule 28: parameters of a custom strategy may have any name', () => {
  const apply = vi.fn((_: Parameters, __: Context) => true);
  flagWith({ apply }, {}, [], JSON.parse('{"__proto__":"a","constructor":"b","":"c"}'));
  const parameters = apply.mock.calls[0]?.[0] ?? {};
  expect(Object.entries(parameters)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['', 'c'],
  ]);
});

test('what a failing custom strategy reports stays below 1 kB, whatever its name', () => {
  const name = 'x'.repeat(2 ** 20);
  const { flagSet, issues } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, strategies: [{ name }] }] },
    { strategies: { [name]: { apply: () => 1 as unknown as boolean } } },
  );
  expect(evaluate(flagSet, 'flag').enabled).toBe(false);
  expect(issues[0]?.message.length).toBeLessThan(1000);
});

test('a strategy that writes into its context changes nobody else’s', () => {
  const context = { properties: { plan: 'free' } };
  const Greedy = {
    apply(_: unknown, given: Context): boolean {
      Object.assign(given.properties ?? {}, { plan: 'pro' });
      return true;
    },
  };
  const { flagSet } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, strategies: [{ name: 'Greedy' }] }] },
    { strategies: { Greedy } },
  );
  expect(flagSet.get('flag')?.decide(context).enabled).toBe(true);
  expect(context).toEqual({ properties: { plan: 'free' } });
});

test('standard fields in properties come before the defaults of the world', () => {
  let seen: unknown;
  const Look = {
    apply(_: unknown, { appName }: { appName?: unknown }): boolean {
      seen = appName;
      return true;
    },
  };
  const { flagSet } = flagSetOf(
    { features: [{ name: 'flag', enabled: true, strategies: [{ name: 'Look' }] }] },
    { strategies: { Look }, appName: 'of the client' },
  );
  flagSet.get('flag')?.decide({ properties: { appName: 'of the call' } });
  expect(seen).toBe('of the call');
});
