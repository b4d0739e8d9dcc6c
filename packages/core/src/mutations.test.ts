import { expect, test } from 'vitest';
import { oddValues, pathsIn, replaceAt } from './any-mutation.testing';
import { capturedFeatures } from './captured-features.testing';
import { compile } from './compile';
import { evaluate } from './evaluate';
import { parsePayload } from './parse/parse-payload';

const world = { now: () => 1_764_000_000_000, random: () => 0.5 };
const contexts = [
  {},
  {
    userId: '7',
    sessionId: 's',
    remoteAddress: '10.0.0.1',
    properties: { country: 'NO', age: 7, version: '1.2.3' },
  },
];

const { features, segments } = capturedFeatures;
const flagNames = features.map(({ name }) => name);
const answersOf = (body: unknown, names: readonly string[]) => {
  const { payload } = parsePayload(body);
  if (payload === null) throw new Error('the body is refused');
  const flagSet = compile(payload, world);
  return new Map(names.map((name) => [name, contexts.map((context) => evaluate(flagSet, name, context))]));
};

test('rule 27: one odd node in a flag harms that flag and its children alone', () => {
  const sound = answersOf(capturedFeatures, flagNames);
  let mutations = 0;
  features.forEach((flag, index) => {
    const others = features.filter(
      (other) => other !== flag && !other.dependencies?.some(({ feature }) => feature === flag.name),
    );
    for (const path of pathsIn(flag)) {
      const odd = oddValues[mutations++ % oddValues.length];
      const body = { features: replaceAt(features, [index, ...path], odd) as unknown[], segments };
      // To ask all the others each time would take long; eight at a time, all have their turn.
      const witnesses = Array.from(
        { length: 8 },
        (_, turn) => others[(mutations * 8 + turn) % others.length]?.name ?? '',
      );
      const answers = answersOf(body, [flag.name, ...witnesses]);
      for (const name of witnesses) expect(answers.get(name)).toEqual(sound.get(name));
    }
  });
  expect(mutations).toBeGreaterThan(2000);
});
