import { expect, test } from 'vitest';
import { createTally } from './comparison';
import { describeTally } from './describe-tally';

test('a tally reads as one line with all that is needed to repeat it', () => {
  const tally = createTally();
  tally.comparisons = 1234;
  tally.enabled = 400;
  tally.excluded.set('chance decides', 7).set('IN without case', 30);
  expect(describeTally(tally, 300, 166, 42)).toBe(
    'playground: 1234 comparisons (166 flags, 300 contexts, seed 42, 400 on), ' +
      'excluded: IN without case 30, chance decides 7; 0 differences',
  );
  expect(describeTally(createTally(), 1, 1, 1)).toContain('excluded: none; 0 differences');
});
