import fc from 'fast-check';
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import { expect, test } from 'vitest';
import { comparePlainVersion } from './compare-plain-version';
import { parseVersion } from './semver-operator';

const boundOf = (text: string) => {
  const bound = parse(text);
  if (bound === null) throw new Error(`${text} is no version`);
  return bound;
};

const anyNumber = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.maxSafeInteger().map(Math.abs));
const anyPlain = fc.tuple(anyNumber, anyNumber, anyNumber).map((parts) => parts.join('.'));
const anyBound = fc
  .tuple(anyPlain, fc.constantFrom('', '-rc.1', '-0', '+build', '-a+b'))
  .map((parts) => parts.join(''));

test('rule 17: plain versions order as the semver library orders them', () => {
  fc.assert(
    fc.property(anyPlain, anyBound, (text, bound) => {
      const order = comparePlainVersion(text, boundOf(bound));
      // Numbers of sixteen digits are left to the library.
      if (order !== undefined) expect(Math.sign(order)).toBe(compare(text, bound));
    }),
  );
});

test('rule 17: what is decided here is a version to the semver library too', () => {
  const characters = fc.string({
    unit: fc.constantFrom('0', '1', '9', '.', '-', ' ', 'v', 'a'),
    maxLength: 9,
  });
  fc.assert(
    fc.property(characters, (text) => {
      if (comparePlainVersion(text, boundOf('1.0.0')) !== undefined) {
        expect(parseVersion(text)).toBeDefined();
      }
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['0.0.0', -1],
  ['1.9.9', -1],
  ['1.10.0', 0],
  ['1.10.1', 1],
  ['1.11.0', 1],
  ['2.0.0', 1],
  ['999999999999999.0.0', 1],
])('the plain version %o is compared without the semver library', (text, order) => {
  expect(Math.sign(comparePlainVersion(text, boundOf('1.10.0')) ?? Number.NaN)).toBe(order);
});

test.each([
  '1000000000000000.0.0',
  '',
  '1',
  '1.2',
  '1.2.3.4',
  '1..3',
  '.1.2',
  '1.2.',
  '01.2.3',
  '1.2.3-rc',
  '1.2.3+b',
  ' 1.2.3',
  'v1.2.3',
])('%o is left to the semver library', (text) => {
  expect(comparePlainVersion(text, boundOf('1.0.0'))).toBeUndefined();
});
