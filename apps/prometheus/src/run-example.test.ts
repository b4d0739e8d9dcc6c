import { expect, test } from 'vitest';
import { runExample } from './run-example';

test('every evaluation arrives in Prometheus, by flag, answer and variant', async () => {
  const metrics = await runExample();
  const sumOf = (pattern: RegExp) =>
    [...metrics.matchAll(pattern)].reduce((sum, [, count]) => sum + Number(count), 0);
  expect(sumOf(/^unleash_flag_evaluations_total\{flag="new-checkout",enabled="\w+"\} (\d+)$/gm)).toBe(200);
  expect(sumOf(/^unleash_flag_evaluations_total\{flag="pay-button",enabled="true"\} (\d+)$/gm)).toBe(200);
  expect(sumOf(/^unleash_flag_variants_total\{flag="pay-button",variant="(?:blue|green)"\} (\d+)$/gm)).toBe(
    200,
  );
});
