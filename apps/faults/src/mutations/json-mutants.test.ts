import { expect, test } from 'vitest';
import { mutantsAt, pathsIn } from './json-mutants';
import { oddJson } from './odd-json';
import { validPayload } from './valid-payload';

const root = { list: [1, { a: null }], 'b c': '' };

test('every node has its path', () => {
  expect([...pathsIn(root)]).toEqual([[], ['list'], ['list', 0], ['list', 1], ['list', 1, 'a'], ['b c']]);
});

const textsAt = (...path: (string | number)[]) =>
  new Map([...mutantsAt(root, path)].map(({ change, text }) => [change, text]));

test('a node is replaced by each odd value, and the rest stays', () => {
  const texts = textsAt('list', 1, 'a');
  expect(texts.get('minus zero')).toBe('{"list":[1,{"a":-0}],"b c":""}');
  expect(texts.get('an own __proto__')).toBe(
    '{"list":[1,{"a":{"__proto__":{"enabled":true,"odd":true}}}],"b c":""}',
  );
  expect(texts.size).toBe(oddJson.size + 2);
});

test('a node is removed and doubled, in a list and elsewhere', () => {
  expect(textsAt('list', 0).get('removed')).toBe('{"list":[{"a":null}],"b c":""}');
  expect(textsAt('list', 0).get('doubled')).toBe('{"list":[1,1,{"a":null}],"b c":""}');
  expect(textsAt('b c').get('removed')).toBe('{"list":[1,{"a":null}]}');
  expect(textsAt('list', 1, 'a').get('doubled')).toBe('{"list":[1,{"a":[null,null]}],"b c":""}');
});

test('the whole is replaced, and cannot be removed', () => {
  expect(textsAt().get('null')).toBe('null');
  expect(textsAt().has('removed')).toBe(false);
});

test('all odd values are JSON, some of which are deep and large', () => {
  for (const text of oddJson.values()) JSON.parse(text);
  const sizes = [...oddJson.values()].map((text) => Buffer.byteLength(text));
  expect(Math.max(...sizes)).toBeGreaterThan(1_000_000);
  expect(oddJson.size).toBeGreaterThan(25);
});

test('the valid payload has a hundred flags of different names', () => {
  expect(new Set(validPayload.features.map(({ name }) => name)).size).toBe(100);
});
