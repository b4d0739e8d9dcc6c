import { expect, test } from 'vitest';
import { createRecent } from './recent';

test('forgets the oldest beyond its limit', () => {
  const recent = createRecent<number>(3);
  for (const item of [1, 2, 3, 4, 5]) recent.add(item);
  expect(recent.items).toEqual([3, 4, 5]);
});
