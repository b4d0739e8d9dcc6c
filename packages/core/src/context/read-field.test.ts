import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate';
import { flagSetOf, NOW } from '../flag-set-of.testing';
import { meets } from '../passes.testing';
import type { Context } from './context';

/** Whether the field reads as this text. */
const reads = (field: string, text: string, context: object, options = {}) =>
  meets({ contextName: field, operator: 'IN', values: [text] }, context, options);

/** Whether the field is missing: NUM_EQ is then false, and true when inverted, as for no number; NOT_IN is true. */
const isMissing = (field: string, context: object) =>
  meets({ contextName: field, operator: 'NOT_IN', values: ['0', 'x', '7', 'true'] }, context) &&
  !meets({ contextName: field, operator: 'REGEX', value: '' }, context);

const standard = ['userId', 'sessionId', 'remoteAddress', 'environment', 'appName', 'currentTime'];

describe.each(standard)('rule 8: the standard field %s', (field) => {
  test('is read at the top level', () => {
    expect(reads(field, 'x', { [field]: 'x' })).toBe(true);
  });

  test('is read in properties where the top level lacks it', () => {
    for (const top of [{}, { [field]: null }, { [field]: undefined }]) {
      expect(reads(field, 'x', { ...top, properties: { [field]: 'x' } })).toBe(true);
    }
  });

  test('is the one at the top level where both have it', () => {
    expect(reads(field, 'x', { [field]: 'x', properties: { [field]: 'y' } })).toBe(true);
  });

  test('is not inherited, at either place', () => {
    expect(reads(field, 'x', Object.create({ [field]: 'x' }))).toBe(false);
    expect(reads(field, 'x', { properties: Object.create({ [field]: 'x' }) })).toBe(false);
    expect(reads(field, 'x', Object.create({ properties: { [field]: 'x' } }))).toBe(false);
  });
});

describe.each([
  'plan',
  'userid',
  'user_id',
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
  'properties.plan',
])('rules 8 and 28: any other field, such as %o,', (field) => {
  const has = (value: string) => Object.fromEntries([[field, value]]);

  test('is read in properties', () => {
    expect(reads(field, 'x', { properties: has('x') })).toBe(true);
  });

  test('is read at the top level where properties lack it', () => {
    expect(reads(field, 'x', has('x'))).toBe(true);
    expect(
      reads(
        field,
        'x',
        Object.fromEntries([
          [field, 'x'],
          ['properties', { other: '1' }],
        ]),
      ),
    ).toBe(true);
    expect(
      reads(
        field,
        'x',
        Object.fromEntries([
          [field, 'x'],
          ['properties', null],
        ]),
      ),
    ).toBe(true);
  });

  test('is the one in properties where both have it', () => {
    expect(
      reads(
        field,
        'x',
        Object.fromEntries([
          [field, 'y'],
          ['properties', has('x')],
        ]),
      ),
    ).toBe(true);
  });

  test('is missing where nobody set it', () => {
    expect(isMissing(field, {})).toBe(true);
    expect(isMissing(field, { properties: {} })).toBe(true);
  });
});

test('rule 8: names are case-sensitive', () => {
  expect(reads('userId', 'x', { userid: 'x', UserId: 'x' })).toBe(false);
  expect(reads('plan', 'x', { Plan: 'x', properties: { PLAN: 'x' } })).toBe(false);
});

test('rule 8: any other field is not inherited, nor are the properties', () => {
  expect(reads('plan', 'x', Object.create({ plan: 'x' }))).toBe(false);
  expect(reads('plan', 'x', { properties: Object.create({ plan: 'x' }) })).toBe(false);
  expect(reads('plan', 'x', Object.create({ properties: { plan: 'x' } }))).toBe(false);
});

test.each([1, 'text', true, [['plan', 'x']], () => 'x', Symbol('x')])(
  'rule 8: properties that are %s hold nothing',
  (properties) => {
    expect(isMissing('plan', { properties })).toBe(true);
    expect(isMissing('userId', { properties })).toBe(true);
  },
);

test('rule 8: properties that are a text or a function have no length or name', () => {
  for (const properties of ['text', Object.assign(() => 'x', { plan: 'x' })]) {
    for (const field of ['length', 'name', '0', 'plan']) {
      expect(meets({ contextName: field, operator: 'REGEX', value: '' }, { properties })).toBe(false);
    }
  }
});

describe.each([
  ['a standard field', 'userId', (value: unknown) => ({ userId: value })],
  ['a standard field in properties', 'userId', (value: unknown) => ({ properties: { userId: value } })],
  ['another field', 'plan', (value: unknown) => ({ plan: value })],
  ['another field in properties', 'plan', (value: unknown) => ({ properties: { plan: value } })],
])('rule 9: as %s', (_, field, contextWith) => {
  test.each([
    ['text', 'text'],
    ['', ''],
    [0, '0'],
    [-1.5, '-1.5'],
    [true, 'true'],
    [false, 'false'],
    [10n ** 20n, '100000000000000000000'],
    [new Date(NOW), NOW],
    [{ toString: () => 'a-uuid' }, 'a-uuid'],
    [new URL('https://example.com/'), 'https://example.com/'],
  ])('%o reads as %o', (value, text) => {
    // REGEX, since lists drop empty values.
    const value2 = `^${text.replace(/[.?/+]/g, '\\$&')}$`;
    expect(meets({ contextName: field, operator: 'REGEX', value: value2 }, contextWith(value))).toBe(true);
  });

  test.each([[null], [undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])(
    '%o is missing, without a warning',
    (value) => {
      expect(isMissing(field, contextWith(value))).toBe(true);
      expect(issuesOf(field, contextWith(value))).toEqual([]);
    },
  );

  test.each([[['x']], [{ x: 'x' }], [{}], [Object.create(null)], [Symbol('x')], [new Map()]])(
    '%o is missing, with one warning that names the field',
    (value) => {
      expect(isMissing(field, contextWith(value))).toBe(true);
      expect(issuesOf(field, contextWith(value))).toEqual([
        {
          kind: 'context-value',
          path: `context["${field}"]`,
          message: expect.stringMatching(
            /^expected a string, number, boolean, bigint or Date, got (an object|a list|a symbol); it counts as missing$/,
          ),
        },
      ]);
    },
  );

  test('a toString that throws is missing', () => {
    const value = {
      toString(): string {
        throw new Error('boom');
      },
    };
    expect(isMissing(field, contextWith(value))).toBe(true);
  });

  test('a toString that answers no string is missing', () => {
    expect(isMissing(field, contextWith({ toString: () => 7 }))).toBe(true);
  });
});

const issuesOf = (contextName: string, context: object) => {
  const strategies = [{ name: 'default', constraints: [{ contextName, operator: 'IN', values: ['x'] }] }];
  const { flagSet, issues } = flagSetOf({ features: [{ name: 'flag', enabled: true, strategies }] });
  evaluate(flagSet, 'flag', context as Context);
  return issues;
};

test('rule 9: the warning about a field is short, whatever the name of the field', () => {
  const field = 'x'.repeat(2 ** 20);
  const [issue] = issuesOf(field, { [field]: {} });
  expect(issue?.path).toBe(`context["${'x'.repeat(100)}"]`);
});

describe('rule 9: a getter that throws is missing, never an exception,', () => {
  const throwing = (key: string, rest: object = {}) =>
    Object.defineProperty({ ...rest }, key, {
      enumerable: true,
      get() {
        throw new Error('boom');
      },
    });

  test.each(['userId', 'plan', 'currentTime', 'appName', 'properties'])('as %s', (key) => {
    for (const field of ['userId', 'plan']) expect(isMissing(field, throwing(key))).toBe(true);
  });

  test('inside properties', () => {
    for (const field of ['userId', 'plan']) {
      expect(isMissing(field, { properties: throwing(field) })).toBe(true);
    }
  });

  test('and leaves the other fields as they are', () => {
    expect(reads('plan', 'x', throwing('userId', { plan: 'x' }))).toBe(true);
    expect(reads('userId', 'x', throwing('plan', { userId: 'x' }))).toBe(true);
    expect(reads('userId', 'x', throwing('properties', { userId: 'x' }))).toBe(true);
  });

  test('and gives way to the default of the field', () => {
    expect(reads('appName', 'shop', throwing('appName'), { appName: 'shop' })).toBe(true);
    expect(meets({ operator: 'DATE_AFTER', value: '2026-11-23T07:59:59Z' }, throwing('currentTime'))).toBe(
      true,
    );
  });
});

describe('rule 10: the default', () => {
  test.each(['appName', 'environment'])('of %s comes from the client unless the context sets it', (field) => {
    const options = { [field]: 'client' };
    expect(reads(field, 'client', {}, options)).toBe(true);
    expect(reads(field, 'client', { [field]: null }, options)).toBe(true);
    expect(reads(field, 'own', { [field]: 'own' }, options)).toBe(true);
    expect(reads(field, 'own', { properties: { [field]: 'own' } }, options)).toBe(true);
    expect(isMissing(field, {})).toBe(true);
  });

  test('of currentTime is now, on each call', () => {
    let now = Date.parse(NOW);
    const constraint = { contextName: 'currentTime', operator: 'DATE_AFTER', value: NOW };
    const strategies = [{ name: 'default', constraints: [constraint] }];
    const { flagSet } = flagSetOf(
      { features: [{ name: 'flag', enabled: true, strategies }] },
      { now: () => now },
    );
    expect(evaluate(flagSet, 'flag').enabled).toBe(false);
    now += 1;
    expect(evaluate(flagSet, 'flag').enabled).toBe(true);
    expect(reads('currentTime', NOW, {})).toBe(true);
  });
});

test('rule 9: a field whose getter throws in one place is read in the other', () => {
  const context = Object.defineProperty({ properties: { userId: 'from properties' } }, 'userId', {
    enumerable: true,
    get() {
      throw new Error('not for you');
    },
  });
  const constraints = [{ contextName: 'userId', operator: 'IN', values: ['from properties'] }];
  const { flagSet } = flagSetOf({
    features: [{ name: 'flag', enabled: true, strategies: [{ name: 'default', constraints }] }],
  });
  expect(evaluate(flagSet, 'flag', context as Context).enabled).toBe(true);
});
