import { describe, expect, test } from 'vitest';
import { parseFlagsText } from './parse-flags-text';

const parse = (text: string) => parseFlagsText(text, 'flags.yaml');
const flagsOf = (text: string) =>
  [...parse(text).contents.flags.values()].map(({ definition }) => definition);

describe('what a file may be', () => {
  test('is YAML, with anchors and merged maps', () => {
    const text = 'flags:\n  a: &base\n    rollout: 10\n  b:\n    <<: *base\n    type: experiment\n';
    expect(flagsOf(text)).toMatchObject([
      { name: 'a', strategies: [{ parameters: { rollout: '10' } }] },
      { name: 'b', type: 'experiment', strategies: [{ parameters: { rollout: '10' } }] },
    ]);
  });

  test('is JSON, with tabs and a byte order mark', () => {
    expect(flagsOf('\uFEFF{\n\t"flags": {\n\t\t"a": true,\n\t\t"b": false\n\t}\n}\n')).toMatchObject([
      { name: 'a', enabled: true },
      { name: 'b', enabled: false },
    ]);
  });

  test('has flags of any name', () => {
    const text = '{ "flags": { "__proto__": true, "constructor": { "strategies": [] }, "404": false } }';
    expect(flagsOf(text).map(({ name }) => name)).toEqual(['404', '__proto__', 'constructor']);
  });

  test('keeps numbers as they are written where the wire wants texts', () => {
    const text =
      'flags:\n  a:\n    rollout: 12.50\n    constraints: { v: [1.10, 0x1F, 12345678901234567890] }\n';
    expect(flagsOf(text)).toMatchObject([
      {
        strategies: [
          {
            parameters: { rollout: '12.50' },
            constraints: [{ values: ['1.10', '0x1F', '12345678901234567890'] }],
          },
        ],
      },
    ]);
  });

  test('takes the country NO for a text', () => {
    expect(flagsOf('flags:\n  a: { constraints: { country: [SE, NO] } }')).toMatchObject([
      { strategies: [{ constraints: [{ values: ['SE', 'NO'] }] }] },
    ]);
  });
});

test.each([
  ['', 'flags.yaml: expected a map with flags (or features, as servers send them), got nothing'],
  ['flags:\n  a: true\n  a: false\n', 'flags.yaml:3: Map keys must be unique'],
  ['flags:\n  404: true\n  "404": true\n', 'flags.yaml:2: flags.404: expected a key that is there only once'],
  ['flags:\n  a: [1\nb: 2\n', /^flags\.yaml:3: Flow sequence in block collection .*$/],
  ['flags:\n  a: *nope\n', 'flags.yaml: Unresolved alias (the anchor must be set before the alias): nope'],
  ['flags:\n  a: !env X\n', 'flags.yaml:2: Unresolved tag: !env'],
  ['flags:\n  [a, b]: true\n', 'flags.yaml:1: flags: expected names as keys, got a list'],
  ['a: 1\n---\nb: 2\n', /^flags\.yaml:2: Source contains multiple documents/],
  [
    'flags:\n  a: true\n\n  b:\n    rollout: 250\n',
    'flags.yaml:5: flags.b.rollout: expected a percentage from 0 to 100, got 250',
  ],
  [
    'flags:\n  b:\n    strategies:\n      - default\n      - nme: x\n',
    /^flags\.yaml:5: flags\.b\.strategies\[1\]\.nme: unknown key/,
  ],
  [
    'flags:\n  b:\n    enabled: maybe\n',
    'flags.yaml:3: flags.b.enabled: expected true or false, got a string',
  ],
  [
    'features:\n  - name: a\n    enabled: true\n  - name: b\n',
    'flags.yaml:4: features[1].enabled: expected true or false, got nothing',
  ],
])('says what is wrong with %j, and where', (text, message) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'INVALID_FLAGS' }));
  expect(() => parse(text)).toThrow(message);
});

test('refuses a text whose aliases multiply', () => {
  const lists = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef']) {
    lists.push(`${to}: &${to} [${`*${from}, `.repeat(10)}]`);
  }
  expect(() => parse(lists.join('\n'))).toThrow('flags.yaml: Excessive alias count');
});

test('tells of what is allowed and can never work, with its line', () => {
  const { doubts } = parse('flags:\n  a:\n    constraints:\n      appVersion: { SEMVER_GTE: 2.4 }\n');
  expect(doubts).toEqual([
    expect.stringMatching(/^flags\.yaml:3: flags\.a\.constraints\[0\]: SEMVER_GTE .* never passes$/),
  ]);
});
