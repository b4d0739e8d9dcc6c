import { expect, test } from 'vitest';
import { fromFlagsInput } from './from-flags-input';
import { noOrigin } from './origin';

const convert = (input: unknown) => fromFlagsInput(input, noOrigin);

test('numbers segments by their order and lets flags name them', () => {
  const { flags, segments } = convert({
    segments: { nordics: { country: ['SE'] }, staff: { email: { STR_ENDS_WITH: '@x.org' } } },
    flags: { beta: { segments: ['staff'] } },
  });
  expect([...segments.values()].map(({ id, name }) => [id, name])).toEqual([
    [1, 'nordics'],
    [2, 'staff'],
  ]);
  expect(flags.get('beta')?.definition.strategies).toMatchObject([{ segments: [2] }]);
});

test('takes the answer of a server as it is', () => {
  const answer = {
    version: 2,
    features: [
      { name: 'a', enabled: true, strategies: [{ name: 'default', parameters: {}, segments: [7] }] },
    ],
    segments: [
      { id: 7, name: 'adults', constraints: [{ contextName: 'age', operator: 'NUM_GTE', value: '18' }] },
    ],
    query: { environment: 'development' },
    meta: { revisionId: 3 },
  };
  const { flags, segments } = convert(answer);
  expect(flags.get('a')?.definition).toEqual(answer.features[0]);
  expect(segments.get(7)).toEqual(answer.segments[0]);
});

test('serves flags whose names are those of properties', () => {
  const { flags } = convert(JSON.parse('{ "flags": { "__proto__": true, "constructor": false, "": true } }'));
  expect([...flags.keys()]).toEqual(['__proto__', 'constructor', '']);
});

test.each([
  [null, 'expected a map with flags (or features, as servers send them), got nothing'],
  [[], 'expected a map with flags (or features, as servers send them), got a list'],
  [{}, 'flags: expected a map of name to flag, got nothing'],
  [{ flag: {} }, 'flag: unknown key; the keys known here are flags, segments'],
  [{ flags: {}, features: [] }, 'flags: give either flags or features, not both'],
  [{ features: {} }, 'features: expected a list of flags, got a map'],
  [{ features: [{ enabled: true }] }, 'features[0].name: expected the name of the flag, got nothing'],
  [{ features: [{ name: 'a' }] }, 'features[0].enabled: expected true or false, got nothing'],
  [
    {
      features: [
        { name: 'a', enabled: true },
        { name: 'a', enabled: true },
      ],
    },
    'features[1]: a flag of this name stands above already',
  ],
  [{ flags: { a: { enabled: 'yes' } } }, 'flags.a.enabled: expected true or false, got a string'],
  [{ flags: { a: { variants: { b: -1 } } } }, 'flags.a.variants[0].weight: expected a whole number from 0'],
  [
    { flags: {}, segments: 'x' },
    'segments: expected a map of name to constraints, or a list of segments, got "x"',
  ],
  [{ flags: {}, segments: [{ name: 'x' }] }, 'segments[0].id: a segment needs a number as id'],
  [{ flags: {}, segments: [{ id: 1 }, { id: 1 }] }, 'segments[1]: a segment of this id stands above already'],
])('refuses %j', (input, message) => {
  expect(() => convert(input)).toThrow(message);
});
