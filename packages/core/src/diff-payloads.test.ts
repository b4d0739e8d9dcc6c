import { describe, expect, test } from 'vitest';
import { diffPayloads } from './diff-payloads';
import { parsePayload } from './parse/parse-payload';

const payloadOf = (features: unknown[], segments: unknown[] = []) => {
  const { payload } = parsePayload(structuredClone({ features, segments }));
  if (payload === null) throw new Error('the body is refused');
  return payload;
};
const flag = (name: string, more: object = {}) => ({ name, enabled: true, ...more });
const nothing = { added: [], removed: [], updated: [] };
const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

test('payloads of equal content do not differ, whoever made them', () => {
  const features = [flag('a'), flag('b', { strategies: [{ name: 'default', parameters: { x: '1' } }] })];
  expect(diffPayloads(payloadOf(features), payloadOf(features))).toEqual(nothing);
  const payload = payloadOf(features);
  expect(diffPayloads(payload, payload)).toEqual(nothing);
});

test('the order of flags and keys does not count', () => {
  const before = payloadOf([flag('a'), { name: 'b', enabled: true, type: 'release' }]);
  const after = payloadOf([{ type: 'release', enabled: true, name: 'b' }, flag('a')]);
  expect(diffPayloads(before, after)).toEqual(nothing);
});

test('flags are added and removed', () => {
  expect(
    diffPayloads(payloadOf([flag('a'), flag('b')]), payloadOf([flag('b'), flag('c'), flag('d')])),
  ).toEqual({
    added: ['c', 'd'],
    removed: ['a'],
    updated: [],
  });
});

describe('a flag is updated', () => {
  const strategies = [
    { name: 'default', constraints: [{ contextName: 'a', operator: 'IN', values: ['1', '2'] }] },
  ];

  test.each([
    ['when it is switched off', flag('a'), { name: 'a', enabled: false }],
    ['when it gains a key', flag('a'), flag('a', { description: 'new' })],
    ['when it loses a key', flag('a', { description: 'old' }), flag('a')],
    ['when a key becomes null', flag('a', { description: 'old' }), flag('a', { description: null })],
    [
      'when a value deep down changes',
      flag('a', { strategies }),
      flag('a', {
        strategies: [
          { ...strategies[0], constraints: [{ contextName: 'a', operator: 'IN', values: ['1', '3'] }] },
        ],
      }),
    ],
    ['when a list changes its order', flag('a', { tags: [1, 2] }), flag('a', { tags: [2, 1] })],
    ['when a list becomes an object', flag('a', { tags: [1] }), flag('a', { tags: { 0: 1 } })],
    ['when one key takes the place of another', flag('a', { x: undefined }), flag('a', { y: undefined })],
    ['when it becomes malformed', flag('a'), { name: 'a', enabled: 'yes' }],
    ['when only its malformed state changes', { name: 'a', enabled: 'yes' }, { name: 'a', enabled: false }],
  ])('%s', (_, before, after) => {
    expect(diffPayloads(payloadOf([before]), payloadOf([after]))).toEqual({ ...nothing, updated: ['a'] });
  });
});

describe('a change of a segment', () => {
  const features = [flag('uses', { strategies: [{ name: 'default', segments: [1] }] }), flag('plain')];
  const one = { id: 1, constraints: [] };

  test.each([
    [
      'of its constraints',
      [one],
      [{ id: 1, constraints: [{ contextName: 'a', operator: 'IN', values: [] }] }],
    ],
    ['that adds it', [], [one]],
    ['that removes it', [one], []],
    ['that breaks it', [one], [{ id: 1, constraints: 7 }]],
  ])('%s updates the flags that use it', (_, before, after) => {
    expect(diffPayloads(payloadOf(features, before), payloadOf(features, after))).toEqual({
      ...nothing,
      updated: ['uses'],
    });
  });

  test('that nobody uses updates no flag', () => {
    expect(diffPayloads(payloadOf(features, [one]), payloadOf(features, [one, { id: 2 }]))).toEqual(nothing);
  });
});

test('rule 28: flags and keys of any name are compared', () => {
  const parse = (value: number) =>
    parsePayload(JSON.parse(`{"features":[{"name":"__proto__","enabled":true,"__proto__":{"a":${value}}}]}`))
      .payload;
  const [one, same, other] = [parse(1), parse(1), parse(2)];
  if (one === null || same === null || other === null) throw new Error('the body is refused');
  expect(diffPayloads(one, same)).toEqual(nothing);
  expect(diffPayloads(one, other)).toEqual({ ...nothing, updated: ['__proto__'] });
  expect(diffPayloads(one, payloadOf([]))).toEqual({ ...nothing, removed: ['__proto__'] });
});

test('what is nested a hundred thousand deep is compared like anything else', () => {
  const parse = (depth: number) => parsePayload({ features: [flag('a', { odd: deep(depth) })] }).payload;
  const [one, same, other] = [parse(100_000), parse(100_000), parse(99_999)];
  if (one === null || same === null || other === null) throw new Error('the body is refused');
  expect(diffPayloads(one, same)).toEqual(nothing);
  expect(diffPayloads(one, other)).toEqual({ ...nothing, updated: ['a'] });
});
