import { expect, test } from 'vitest';
import { createRandom } from './create-random';
import { randomContext } from './random-context';

const draw = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 500 }, () => randomContext(random));
};

/** What a client makes of a value before it compares it. */
const asText = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
const asTexts = (fields: object) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, asText(value)]));

test('both forms of a context say the same', () => {
  for (const { client, server } of draw(1)) {
    const { properties: ours, ...standard } = client;
    const { properties: theirs, ...rest } = server;
    expect({ appName: 'e2e', ...asTexts(standard) }).toEqual(rest);
    expect(asTexts(ours ?? {})).toEqual(theirs);
  }
});

test('a seed draws the same contexts again', () => {
  expect(draw(7)).toEqual(draw(7));
});

test('contexts hold texts, numbers, dates, empty and missing values, and letters of many scripts', () => {
  const contexts = draw(3).map(({ client }) => client);
  const ids = contexts.map((context) => context.userId);
  expect(new Set(ids.map((id) => typeof id))).toEqual(new Set(['string', 'number', 'undefined']));
  expect(ids).toContain(0);
  expect(ids.filter((id) => typeof id === 'string' && /[^\0-\x7f]/.test(id)).length).toBeGreaterThan(20);
  expect(contexts.some((context) => context.currentTime instanceof Date)).toBe(true);
  expect(contexts.some((context) => context.properties?.plan === '')).toBe(true);
  expect(contexts.some((context) => context.properties?.plan === undefined)).toBe(true);
});
