import { expect, test } from 'vitest';
import { parsePlaygroundAnswer } from './playground-answer';

const variant = {
  name: 'blue',
  enabled: true,
  feature_enabled: true,
  payload: { type: 'string', value: 'x' },
};
const flag = { name: 'a', isEnabled: true, strategies: { result: true }, variant };

test('reads what is compared of each flag', () => {
  const unknown = {
    ...flag,
    name: 'b',
    strategies: { result: 'unknown' },
    variant: { ...variant, payload: undefined },
  };
  expect(parsePlaygroundAnswer({ features: [flag, unknown] })).toEqual(
    new Map([
      ['a', { enabled: true, isUnknown: false, variant }],
      [
        'b',
        { enabled: true, isUnknown: true, variant: { name: 'blue', enabled: true, feature_enabled: true } },
      ],
    ]),
  );
});

test.each([
  [null, 'without a list of features'],
  [{ features: {} }, 'without a list of features'],
  [{ features: [{ ...flag, isEnabled: 'yes' }] }, '"yes" where true or false was expected'],
  [{ features: [{ ...flag, variant: {} }] }, 'undefined where a text was expected'],
])('refuses an answer of another shape: %j', (answer, message) => {
  expect(() => parsePlaygroundAnswer(answer)).toThrow(message);
});
