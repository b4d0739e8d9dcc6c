import { type Payload, parsePayload } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../testing/create-random.testing';
import { patchFlags } from './patch-flags';

const DESCRIPTION = 'What it is for, with "quotes", a \\ and {braces} in [it]. '.repeat(10);

interface Feature {
  readonly name: string;
  readonly [key: string]: unknown;
}

const feature = (name: string, rollout = '50', more: object = {}): Feature => ({
  name,
  enabled: true,
  description: DESCRIPTION,
  strategies: [{ name: 'flexibleRollout', parameters: { rollout }, segments: [1] }],
  ...more,
});

const segments = [{ id: 1, constraints: [{ contextName: 'plan', operator: 'IN', values: ['gold'] }] }];
const features = Array.from({ length: 300 }, (_, index) => feature(`flag-${index}`));
const print = (list: readonly unknown[], revision = 1, more: object = {}): string =>
  JSON.stringify({ version: 2, features: list, segments, ...more, meta: { revision } });

const read = (text: string): Payload => {
  const { payload } = parsePayload(JSON.parse(text));
  if (payload === null) throw new Error('the text is refused');
  return payload;
};
const textFlags = (body: string) => ({ body, payload: read(body) });
const before = textFlags(print(features));

const replace = (index: number, ...by: unknown[]) => [
  ...features.slice(0, index),
  ...by,
  ...features.slice(index + 1),
];

describe('a text of which most is known', () => {
  test.each([
    ['nothing but its end', features],
    ['one flag', replace(7, feature('flag-7', '75'))],
    ['the first flag', replace(0, feature('flag-0', '75'))],
    ['the last flag', replace(299, feature('flag-299', '75'))],
    ['a flag that is gone', replace(7)],
    ['the first and the last gone', features.slice(1, -1)],
    ['a flag that is new', replace(7, feature('new'), features[7])],
    ['new ones at both ends', [feature('a'), ...features, feature('z')]],
    ['a flag elsewhere', [...replace(7), features[7]]],
    ['a flag renamed', replace(7, feature('other'))],
    ['all in another order', [...features].reverse()],
    ['no flag left, which makes it short', []],
  ])('is read as a whole would be: %s', (_, list) => {
    const text = print(list, 2);
    const patched = patchFlags(before, text);
    if (list.length === 0) return expect(patched).toBeUndefined();
    expect(patched?.payload).toEqual(read(text));
    expect([...(patched?.payload.flags.keys() ?? [])]).toEqual([...read(text).flags.keys()]);
  });

  test('leaves the flags that it does not change the same objects', () => {
    const patched = patchFlags(before, print(replace(7, feature('flag-7', '75')), 2));
    for (const [name, flag] of before.payload.flags) {
      expect(patched?.payload.flags.get(name) === flag).toBe(name !== 'flag-7');
    }
    expect(patched?.payload.segments.get(1)).toBe(before.payload.segments.get(1));
  });

  test('brings segments and the need for regular expressions with it', () => {
    const changed = [
      { id: 1, constraints: [] },
      { id: 2, constraints: [] },
    ];
    const patched = patchFlags(before, print(features, 2, { segments: changed }));
    expect(patched?.payload.segments).toEqual(read(print(features, 2, { segments: changed })).segments);
    const constraints = [{ contextName: 'plan', operator: 'REGEX', value: 'g.*' }];
    const strategies = [{ name: 'default', constraints }];
    const withRegex = print(replace(7, feature('flag-7', '50', { strategies })), 2);
    expect(patchFlags(before, withRegex)?.payload.usesRegex).toBe(true);
  });
});

describe('a text is read as a whole', () => {
  const pretty = JSON.stringify(JSON.parse(print(features)), null, 1);
  const text = print(replace(7, feature('flag-7', '75')), 2);
  test.each([
    ['when it is printed with blanks', pretty],
    ['when it is cut off', text.slice(0, -10)],
    ['when it is cut off in the middle', text.slice(0, text.length / 2)],
    ['when something follows', `${text}{}`],
    ['when a comma is missing', text.replace('},{"name":"flag-9"', '}{"name":"flag-9"')],
    ['when a changed flag is no JSON', text.replace('"75"', '75"')],
    ['when a changed flag is malformed', print(replace(7, feature('flag-7', '75', { enabled: 'yes' })))],
    ['when a flag is null', print(replace(7, null))],
    ['when two flags have one name', print(replace(7, feature('flag-8', '75')))],
    [
      'when its list comes twice',
      text
        .replace(/}$/, ',"features":[]}')
        .replace('"features":[]', '"features":[{"name":"a","enabled":true}]'),
    ],
    ['when its segments are malformed', print(features, 2, { segments: [null] })],
    ['when it begins otherwise', text.replace('"version":2', '"version":3')],
    ['when it is short', print([feature('a')])],
  ])('%s', (_, given) => {
    expect(patchFlags(before, given)).toBeUndefined();
  });

  test('when the text before was printed with blanks, or had something malformed', () => {
    expect(patchFlags(textFlags(pretty), text)).toBeUndefined();
    expect(
      patchFlags(textFlags(print(replace(9, feature('flag-9', '5', { enabled: 1 })))), text),
    ).toBeUndefined();
    expect(patchFlags(textFlags(print([])), text)).toBeUndefined();
  });

  test('when more flags are new than are worth reading one by one', () => {
    const many = Array.from({ length: 600 }, (_, index) => feature(`new-${index}`));
    expect(patchFlags(before, print([...features, ...many]))).toBeUndefined();
  });

  test('when what looks like its list is inside something else', () => {
    const inside = `{"query":{"features":[${JSON.stringify(feature('x'))}]},"features":${JSON.stringify(features)}}`;
    expect(patchFlags(textFlags(inside), inside.replace('"x"', '"y"'))).toBeUndefined();
    const quoted = print(features, 1, { note: '"features":[{"name":"x"}]' });
    expect(patchFlags(textFlags(quoted), quoted.replace('revision":1', 'revision":2'))?.payload).toEqual(
      read(quoted),
    );
  });
});

test('any number of changes in any order reads as a whole would', () => {
  const random = createRandom(20_261_124);
  let current = textFlags(print(features));
  let list = [...features];
  let patches = 0;
  for (let revision = 2; revision < 200; revision++) {
    list = mutate(list, random, revision);
    const text = random.chance(0.05) ? print(list, revision).replace(',', ', ') : print(list, revision);
    const patched = patchFlags(current, text);
    const whole = textFlags(text);
    if (patched !== undefined) {
      patches += 1;
      expect(patched.payload).toEqual(whole.payload);
      expect([...patched.payload.flags.keys()]).toEqual([...whole.payload.flags.keys()]);
    }
    current = patched ?? whole;
  }
  expect(patches).toBeGreaterThan(100);
});

/** Changes, removes, adds and moves a few flags. */
function mutate(list: readonly Feature[], random: Random, revision: number): Feature[] {
  const next = [...list];
  const place = () => random.below(next.length + 1);
  for (let count = random.below(8); count > 0; count--) {
    const kind = random.pick(['change', 'move', 'remove', 'add'] as const);
    const [taken] = kind === 'add' ? [] : next.splice(place(), 1);
    const name = taken?.name ?? `new-${revision}-${count}`;
    if (kind === 'move' && taken !== undefined) next.splice(place(), 0, taken);
    else if (kind !== 'remove') next.splice(place(), 0, feature(name, String(revision % 100)));
  }
  return next;
}
