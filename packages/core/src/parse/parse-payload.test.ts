import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate';
import { flagSetOf } from '../flag-set-of.testing';
import { parsePayload } from './parse-payload';

const good = { name: 'good', enabled: true, strategies: [{ name: 'default' }] };

/** Where a flag, which stands between good ones at features[1], is reported; the good ones must serve. */
function pathsOf(flag: unknown, segments: unknown = []): string[] {
  const body = { features: [good, flag, { ...good, name: 'other' }], segments };
  const { flagSet, issues } = flagSetOf(body);
  for (const name of ['good', 'other']) expect(evaluate(flagSet, name).enabled).toBe(true);
  for (const { message } of issues) expect(message.length).toBeLessThan(1000);
  return issues.map(({ path }) => path);
}

test('a payload is its flags and segments by name and id', () => {
  const segment = { id: 7, name: 'nordic', constraints: [] };
  const { payload, issues } = parsePayload({ version: 2, features: [good], segments: [segment], query: {} });
  expect(issues).toEqual([]);
  expect(payload).toEqual({
    flags: new Map([['good', good]]),
    malformed: new Set(),
    segments: new Map([[7, segment]]),
    usesRegex: false,
  });
  expect(payload?.flags.get('good')).toBe(good);
});

test('of a body with more faults than anybody reads, the first thousand are reported', () => {
  const nothing = Array.from({ length: 1500 }, () => 0);
  const { payload, issues } = parsePayload({ features: [...nothing, good] });
  expect(issues).toHaveLength(1000);
  expect(issues.at(-1)?.path).toBe('features[999]');
  expect(payload?.flags).toEqual(new Map([['good', good]]));
});

test.each([{}, { segments: null }, { segments: [] }])('segments may be left out: %o', (rest) => {
  expect(parsePayload({ features: [], ...rest })).toMatchObject({
    payload: { segments: new Map() },
    issues: [],
  });
});

test.each([null, undefined, 'text', 7, true, [], [good]])(
  'a body that is %o is refused as a whole',
  (body) => {
    expect(parsePayload(body)).toMatchObject({ payload: null, issues: [{ kind: 'malformed', path: '' }] });
  },
);

test.each([{}, { features: null }, { features: {} }, { features: 'text' }, { flags: [] }])(
  'the body %o is refused as a whole',
  (body) => {
    expect(parsePayload(body)).toMatchObject({
      payload: null,
      issues: [{ kind: 'malformed', path: 'features' }],
    });
  },
);

test('issues say what was expected and what kind of thing was there, not the thing itself', () => {
  const { issues } = parsePayload({ features: [{ name: 'a', enabled: 'secret' }] });
  expect(issues).toEqual([
    { kind: 'malformed', path: 'features[0].enabled', message: 'expected true or false, got a string' },
  ]);
});

describe('rule 27: an entry without a string name is dropped', () => {
  test.each([null, 'text', 7, true, []])('when it is %o', (entry) => {
    expect(pathsOf(entry)).toEqual(['features[1]']);
  });

  test.each([{}, { name: null }, { name: 7 }, { name: {} }])('when it is %o', (entry) => {
    expect(pathsOf({ ...entry, enabled: true })).toEqual(['features[1].name']);
    expect(parsePayload({ features: [entry] }).payload?.flags.size).toBe(0);
  });
});

describe('rule 27: a malformed flag stays known, is off, and is reported once with its path', () => {
  test.each([
    [{ enabled: 'yes' }, 'features[1].enabled'],
    [{ strategies: {} }, 'features[1].strategies'],
    [{ dependencies: {} }, 'features[1].dependencies'],
    [{ dependencies: [{ feature: 'good' }, { feature: 7 }] }, 'features[1].dependencies[1]'],
  ])('%o at %s', (fault, path) => {
    const flag = { name: 'bad', enabled: true, project: 'shop', type: 'release', ...fault };
    expect(pathsOf(flag)).toEqual([path]);
    const { payload } = parsePayload({ features: [flag] });
    expect(payload?.malformed).toEqual(new Set(['bad']));
    expect(payload?.flags.get('bad')).toEqual({
      name: 'bad',
      enabled: false,
      project: 'shop',
      type: 'release',
    });
    expect(evaluate(flagSetOf({ features: [flag] }).flagSet, 'bad')).toMatchObject({ reason: 'malformed' });
  });
});

describe('rule 27: a malformed strategy or constraint fails alone and is reported once with its path', () => {
  const constraint = { contextName: 'userId', operator: 'IN', values: ['7'] };

  test.each([
    [null, 'features[1].strategies[0]'],
    [{}, 'features[1].strategies[0].name'],
    [{ constraints: {} }, 'features[1].strategies[0].constraints'],
    [{ constraints: [constraint, null] }, 'features[1].strategies[0].constraints[1]'],
    [
      { constraints: [{ ...constraint, operator: 'NOPE' }] },
      'features[1].strategies[0].constraints[0].operator',
    ],
    [{ constraints: [{ ...constraint, values: 'x' }] }, 'features[1].strategies[0].constraints[0].values'],
    [
      { constraints: [{ ...constraint, contextName: 7 }] },
      'features[1].strategies[0].constraints[0].contextName',
    ],
    [{ constraints: [{ ...constraint, inverted: 7 }] }, 'features[1].strategies[0].constraints[0].inverted'],
    [
      { constraints: [{ operator: 'NUM_EQ', contextName: 'a' }] },
      'features[1].strategies[0].constraints[0].value',
    ],
    [{ parameters: 'text' }, 'features[1].strategies[0].parameters'],
    [{ parameters: { rollout: {} } }, 'features[1].strategies[0].parameters.rollout'],
    [{ segments: ['7'] }, 'features[1].strategies[0].segments'],
    [{ variants: {} }, 'features[1].strategies[0].variants'],
    [{ variants: [{ name: 'a', weight: 1 }, { name: 'b' }] }, 'features[1].strategies[0].variants[1].weight'],
    [{ variants: [{ name: 7, weight: 1 }] }, 'features[1].strategies[0].variants[0].name'],
  ])('%o at %s', (fault, path) => {
    const bad =
      fault && (path.endsWith('.name') && !('variants' in fault) ? fault : { name: 'default', ...fault });
    expect(pathsOf({ name: 'bad', enabled: true, strategies: [bad] })).toEqual([path]);
    expect(pathsOf({ name: 'bad', enabled: true, strategies: [bad, { name: 'default' }] })).toEqual([path]);
    const { flagSet } = flagSetOf({
      features: [{ name: 'bad', enabled: true, strategies: [bad, { name: 'default' }] }],
    });
    expect(evaluate(flagSet, 'bad', { userId: '7' })).toMatchObject({
      enabled: true,
      strategy: { index: 1 },
    });
  });

  test('each where there are several', () => {
    const strategies = [null, { name: 'default', constraints: [null, 7] }];
    expect(pathsOf({ name: 'bad', enabled: true, strategies })).toEqual([
      'features[1].strategies[0]',
      'features[1].strategies[1].constraints[0]',
      'features[1].strategies[1].constraints[1]',
    ]);
  });
});

describe('rule 27: a malformed segment is reported once with its path', () => {
  test.each([
    [null, 'segments[1]'],
    [{}, 'segments[1].id'],
    [{ id: '7' }, 'segments[1].id'],
    [{ id: 7, constraints: {} }, 'segments[1].constraints'],
    [{ id: 7, constraints: [{ operator: 'NOPE' }] }, 'segments[1].constraints[0].operator'],
  ])('%o at %s', (segment, path) => {
    expect(pathsOf({ ...good, name: 'bad' }, [{ id: 1 }, segment])).toEqual([path]);
  });
});

describe('rule 27: of two flags of one name the last wins', () => {
  const [on, off, broken] = [true, false, 'yes'].map((enabled) => ({ name: 'twin', enabled }));
  const reasonOf = (...features: unknown[]) => evaluate(flagSetOf({ features }).flagSet, 'twin').reason;

  test('whether it is on, off or malformed', () => {
    expect(reasonOf(on, off)).toBe('disabled');
    expect(reasonOf(off, on)).toBe('no-strategies');
    expect(reasonOf(on, broken)).toBe('malformed');
    expect(reasonOf(broken, on)).toBe('no-strategies');
  });
});

test.each([
  [{ impressionData: 'yes' }, 'features[1].impressionData'],
  [{ type: 7 }, 'features[1]'],
  [{ project: {} }, 'features[1]'],
])('what does not decide on or off, such as %o, is reported and leaves the flag on', (fields, path) => {
  expect(pathsOf({ name: 'bad', enabled: true, ...fields })).toEqual([path]);
  const { flagSet } = flagSetOf({ features: [{ name: 'bad', enabled: true, ...fields }] });
  expect(evaluate(flagSet, 'bad')).toMatchObject({ enabled: true, impressionData: false });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'x'.repeat(2 ** 20)])(
  'rule 28: a flag may be called %.30s',
  (name) => {
    const body = JSON.parse(JSON.stringify({ features: [{ name, enabled: true, impressionData: true }] }));
    const { flagSet } = flagSetOf(body);
    expect(evaluate(flagSet, name)).toMatchObject({ flag: name, enabled: true, impressionData: true });
    expect(evaluate(flagSetOf({ features: [] }).flagSet, name)).toMatchObject({ reason: 'not-found' });
  },
);

test('rule 28: keys called __proto__ pollute nothing', () => {
  const flag =
    '{"name":"a","enabled":true,"__proto__":{"polluted":1},"impressionData":7,"strategies":[{"name":"default","__proto__":{"constraints":7},"parameters":{"__proto__":"x"}}]}';
  const { flagSet } = flagSetOf(JSON.parse(`{"features":[${flag}],"__proto__":{"segments":7}}`));
  expect(evaluate(flagSet, 'a').enabled).toBe(true);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test.each(['strategies', 'segments'])('usesRegex tells of a REGEX in %s', (place) => {
  const constraints = [{ contextName: 'a', operator: 'REGEX', value: 'x' }];
  const body = {
    features: [
      { ...good, strategies: [{ name: 'default', constraints: place === 'strategies' ? constraints : [] }] },
    ],
    segments: [{ id: 1, constraints: place === 'segments' ? constraints : [] }],
  };
  expect(parsePayload(body).payload?.usesRegex).toBe(true);
  expect(parsePayload({ features: [good] }).payload?.usesRegex).toBe(false);
});

test('a body nested a hundred thousand deep is read like any other', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  for (const key of ['enabled', 'strategies', 'variants', 'dependencies', 'unknown']) {
    expect(
      parsePayload({ features: [{ name: 'a', enabled: true, [key]: deep }], segments: deep }).payload,
    ).not.toBeNull();
  }
});

test('rule 27: a weight that is no whole number makes its variant malformed', () => {
  const variants = [
    { name: 'half', weight: 0.5 },
    { name: 'whole', weight: 1 },
  ];
  const { payload, issues } = parsePayload({ features: [{ name: 'flag', enabled: true, variants }] });
  expect(payload?.flags.get('flag')?.variants).toEqual([{ name: 'whole', weight: 1 }]);
  expect(issues).toEqual([
    {
      kind: 'malformed',
      path: 'features[0].variants[0].weight',
      message: 'expected a whole number from 0, got 0.5',
    },
  ]);
});
