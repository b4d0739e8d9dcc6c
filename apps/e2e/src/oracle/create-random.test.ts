import { expect, test } from 'vitest';
import { createRandom } from './create-random';

const draw = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 1000 }, () => random.integer(10));
};

test('the same seed draws the same numbers, another seed others', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('every number comes up', () => {
  expect(new Set(draw(1)).size).toBe(10);
});
