import { describe, expect, test, vi } from 'vitest';
import { compile } from './compile';
import type { CompileOptions } from './compile-options';
import type { Payload } from './definitions';
import { evaluate } from './evaluate';
import type { FlagSet } from './flag-set';
import { flagSetOf } from './flag-set-of.testing';
import { parsePayload } from './parse/parse-payload';

const world = { now: () => 0, random: () => 0.5 };
const features = ['a', 'b', 'c'].map((name) => ({ name, enabled: true, strategies: [{ name: 'counted' }] }));

const payloadOf = (body: object): Payload => {
  const { payload } = parsePayload(body);
  if (payload === null) throw new Error('the body is refused');
  return payload;
};

/** A flag set whose strategy tells how often it was compiled. */
function counted(options: Partial<CompileOptions<unknown>> = {}, body: object = { features }) {
  const compiling = vi.fn(() => () => true);
  const strategies = { counted: { compile: compiling } };
  return { flagSet: compile<unknown>(payloadOf(body), { ...world, strategies, ...options }), compiling };
}

const namesOf = (flagSet: FlagSet<unknown>) => [...flagSet.compiled()].map(([name]) => name);

describe('a flag is compiled', () => {
  test('on its first use, not before', () => {
    const { flagSet, compiling } = counted();
    expect(compiling).not.toHaveBeenCalled();
    expect(namesOf(flagSet)).toEqual([]);
    flagSet.get('b');
    expect(compiling).toHaveBeenCalledTimes(1);
    expect(namesOf(flagSet)).toEqual(['b']);
  });

  test('once, however it is used', () => {
    const { flagSet, compiling } = counted();
    for (let call = 0; call < 3; call++) {
      evaluate(flagSet, 'a', { userId: `${call}` });
      flagSet.get('a')?.decide({});
    }
    expect(flagSet.get('a')).toBe(flagSet.get('a'));
    expect(compiling).toHaveBeenCalledTimes(1);
  });

  test('when a child needs it as a parent, and shared with it', () => {
    const child = { name: 'child', enabled: true, dependencies: [{ feature: 'a' }] };
    const { flagSet, compiling } = counted({}, { features: [...features, child] });
    evaluate(flagSet, 'child');
    evaluate(flagSet, 'a');
    expect(compiling).toHaveBeenCalledTimes(1);
  });
});

describe('tag', () => {
  test('is called once a flag, on its first use, with its name', () => {
    const tag = vi.fn((name: string) => ({ name }));
    const flagSet = compile(payloadOf({ features }), { ...world, tag });
    expect(tag).not.toHaveBeenCalled();
    for (let call = 0; call < 3; call++) evaluate(flagSet, 'a');
    expect(flagSet.get('a')?.tag).toEqual({ name: 'a' });
    expect(flagSet.get('a')?.tag).toBe(flagSet.get('a')?.tag);
    expect(tag.mock.calls).toEqual([['a']]);
  });

  test('is not called for unknown flags', () => {
    const tag = vi.fn();
    const flagSet = compile(payloadOf({ features }), { ...world, tag });
    expect(flagSet.get('nobody')).toBeUndefined();
    expect(tag).not.toHaveBeenCalled();
  });

  test('of unknown flags is another one, made once a name as long as there are not very many', () => {
    const absentTag = vi.fn((name: string) => ({ name }));
    const flagSet = compile(payloadOf({ features }), { ...world, tag: (name) => ({ name }), absentTag });
    for (let call = 0; call < 3; call++) {
      expect(flagSet.find('nobody')).toEqual({ definition: undefined, tag: { name: 'nobody' } });
    }
    expect(absentTag.mock.calls).toEqual([['nobody']]);
    expect(flagSet.find('nobody')).toSatisfy(Object.isFrozen);
    for (let index = 0; index < 3000; index++) {
      expect(flagSet.find(`other-${index}`).tag).toEqual({ name: `other-${index}` });
    }
    expect(flagSet.find('a')).toBe(flagSet.get('a'));
    expect(compile(payloadOf({ features }), world).find('nobody').tag).toBeUndefined();
  });

  test('is called for malformed and disabled flags', () => {
    const odd = [
      { name: 'bad', enabled: 7 },
      { name: 'off', enabled: false },
    ];
    const flagSet = compile(payloadOf({ features: odd }), { ...world, tag: (name) => name });
    expect([flagSet.get('bad')?.tag, flagSet.get('off')?.tag]).toEqual(['bad', 'off']);
  });

  test('hangs nothing on a flag where there is none', () => {
    expect(compile(payloadOf({ features }), world).get('a')?.tag).toBeUndefined();
  });
});

test('rule 28: flags that nobody defined are unknown, whatever their name', () => {
  const flagSet = compile(payloadOf({ features: [] }), world);
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'get', '']) {
    expect(flagSet.get(name)).toBeUndefined();
  }
});

test('what a flag set hands out is frozen', () => {
  const variants = [{ name: 'red', weight: 1, payload: { type: 'string', value: 'x' } }];
  const all = [
    { name: 'on', enabled: true },
    { name: 'off', enabled: false },
    { name: 'bad', enabled: 7 },
    { name: 'red', enabled: true, variants },
    { name: 'child', enabled: true, dependencies: [{ feature: 'off' }] },
    { name: 'passes', enabled: true, strategies: [{ name: 'default' }] },
  ];
  const flagSet = compile(payloadOf({ features: all }), world);
  for (const name of [...all.map((flag) => flag.name), 'unknown']) {
    const flag = flagSet.get(name);
    const evaluation = evaluate(flagSet, name);
    const strategy = evaluation.reason === 'strategy' ? evaluation.strategy : {};
    const parts = [
      flag,
      flag?.decide({}),
      evaluation,
      evaluation.variant,
      evaluation.variant.payload,
      strategy,
    ];
    expect(parts.filter((part) => part !== undefined && !Object.isFrozen(part) && part !== strategy)).toEqual(
      [],
    );
    if (evaluation.reason === 'strategy') expect(Object.isFrozen(strategy)).toBe(true);
  }
});

test('a caller who changes what it gave or got changes no answer', () => {
  const flagSet = compile(payloadOf({ features: [{ name: 'on', enabled: true }] }), world);
  const evaluation = evaluate(flagSet, 'on') as { enabled: boolean; variant: { name: string } };
  expect(() => Object.assign(evaluation, { enabled: false })).toThrow(TypeError);
  expect(() => Object.assign(evaluation.variant, { name: 'mine' })).toThrow(TypeError);
  expect(evaluate(flagSet, 'on')).toMatchObject({ enabled: true, variant: { name: 'disabled' } });
});

test('deciding and evaluating again gives the same records, so that they cost no memory', () => {
  const flagSet = compile(
    payloadOf({ features: [{ name: 'red', enabled: true, variants: [{ name: 'red', weight: 1 }] }] }),
    world,
  );
  expect(flagSet.get('red')?.decide({ userId: '1' })).toBe(flagSet.get('red')?.decide({ userId: '2' }));
  expect(evaluate(flagSet, 'red', { userId: '1' })).toBe(evaluate(flagSet, 'red', { userId: '2' }));
});

test('issues met while compiling reach onIssue; without one they are let go', () => {
  const body = { features: [{ name: 'flag', enabled: true, strategies: [{ name: 'nope' }] }] };
  const onIssue = vi.fn();
  evaluate(compile(payloadOf(body), { ...world, onIssue }), 'flag');
  expect(onIssue).toHaveBeenCalledTimes(1);
  expect(evaluate(compile(payloadOf(body), world), 'flag').enabled).toBe(false);
});

test('a function is no custom strategy, though it has a method called apply', () => {
  const strategies = { Weekend: (() => true) as never };
  expect(() => compile(payloadOf({ features: [] }), { ...world, strategies })).toThrow(
    'custom strategy Weekend must be an object with a method apply or compile, got a function',
  );
});

test('a name that is no flag is none however often it is asked for, among any number of others', () => {
  const { flagSet } = flagSetOf({ features: [{ name: 'flag', enabled: true }] });
  for (let round = 0; round < 2; round++) {
    for (let index = 0; index < 3000; index++) expect(flagSet.get(`other-${index}`)).toBeUndefined();
  }
  expect(flagSet.get('flag')).toBeDefined();
  expect([...flagSet.compiled()].map(([name]) => name)).toEqual(['flag']);
});

describe('a decision that no context can change', () => {
  const decisionOf = (feature: object, others: object[] = []) =>
    flagSetOf({ features: [{ name: 'flag', enabled: true, ...feature }, ...others] }).flagSet.get('flag')
      ?.constant;

  test.each([
    ['disabled', { enabled: false }],
    ['no-strategies', {}],
    ['strategy', { strategies: [{ name: 'default' }] }],
    ['strategy', { strategies: [{ name: 'flexibleRollout', parameters: { rollout: '100' } }] }],
    ['no-match', { strategies: [{ name: 'flexibleRollout', parameters: { rollout: '0' } }] }],
    ['parent', { dependencies: [{ feature: 'nobody' }] }],
  ])('is known beforehand: %s', (reason, feature) => {
    expect(decisionOf(feature)).toMatchObject({ reason });
  });

  test('is that of a child whose parent is the same for everybody', () => {
    const child = { dependencies: [{ feature: 'parent' }], strategies: [{ name: 'default' }] };
    expect(decisionOf(child, [{ name: 'parent', enabled: true }])).toMatchObject({ reason: 'strategy' });
    expect(decisionOf(child, [{ name: 'parent', enabled: false }])).toMatchObject({ reason: 'parent' });
    const inverse = { dependencies: [{ feature: 'parent', enabled: false }] };
    expect(decisionOf(inverse, [{ name: 'parent', enabled: false }])).toMatchObject({ enabled: true });
  });

  test.each([
    { strategies: [{ name: 'flexibleRollout', parameters: { rollout: '50' } }] },
    { strategies: [{ name: 'default', constraints: [{ contextName: 'a', operator: 'IN', values: ['b'] }] }] },
    { strategies: [{ name: 'flexibleRollout', parameters: { rollout: '100', stickiness: 'tenant' } }] },
  ])('does not exist for %j', (feature) => {
    expect(decisionOf(feature)).toBeUndefined();
    const child = { dependencies: [{ feature: 'parent' }] };
    expect(decisionOf(child, [{ name: 'parent', enabled: true, ...feature }])).toBeUndefined();
  });
});
